package io.drover.tools.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebugCommandTest {
    private static final int BLOCK_LENGTH = 512;

    @TempDir
    private Path folder;

    @Test
    void shouldCollectFactsAndStateInOneArchive() throws IOException {
        try (StubServer server = new StubServer()) {
            server.on("GET /v1/agent/self", "{\"a\":1}")
                    .on("GET /v1/jobs", "[\"job\"]")
                    .on("GET /v1/agent/monitor", "a line\n");
            final Shell shell = new Shell(server.address());
            assertThat(shell.run(
                            "operator debug", "-duration", "2ms", "-interval", "1ms", "-output", folder.toString()))
                    .isZero();
            assertThat(shell.out()).contains("Created debug archive: " + folder);
            assertThat(shell.err()).contains("nodes.json: Unexpected response code: 404");
            final Map<String, String> files = read();
            assertThat(files.values()).contains("{\"a\":1}", "[\"job\"]");
            assertThat(files.keySet().stream().filter(name -> name.endsWith("/jobs.json")))
                    .hasSize(2);
            assertThat(server.requests()).contains("GET /v1/jobs?namespace=*");
        }
    }

    @Test
    void shouldRefuseWhatItCannotDo() {
        try (StubServer server = new StubServer()) {
            final Shell shell = new Shell(server.address());
            assertThat(shell.run("operator debug", "-duration", "1s", "-interval", "2s"))
                    .isEqualTo(1);
            assertThat(shell.err()).startsWith("Error parsing interval: 2s is greater than duration 1s\n");
            assertThat(shell.run("debug", "now")).isEqualTo(1);
        }
    }

    /** The files of the archive in the folder. */
    private Map<String, String> read() throws IOException {
        final Map<String, String> files = new LinkedHashMap<>();
        final List<Path> archives;
        try (Stream<Path> all = Files.list(folder)) {
            archives = all.toList();
        }
        assertThat(archives).hasSize(1);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archives.get(0)))) {
            for (byte[] header = in.readNBytes(BLOCK_LENGTH); header[0] != 0; header = in.readNBytes(BLOCK_LENGTH)) {
                final String name = new String(header, 0, 100, StandardCharsets.UTF_8).replace("\0", "");
                final int length = Integer.parseInt(new String(header, 124, 11, StandardCharsets.US_ASCII), 8);
                files.put(name, new String(in.readNBytes(length), StandardCharsets.UTF_8));
                in.skipNBytes((BLOCK_LENGTH - length % BLOCK_LENGTH) % BLOCK_LENGTH);
            }
        }
        return files;
    }
}
