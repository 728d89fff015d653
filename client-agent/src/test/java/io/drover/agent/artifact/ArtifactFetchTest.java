package io.drover.agent.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.drover.agent.spec.ArtifactSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFetchTest {
    private static final String BODY_SHA256 = "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5";

    @TempDir
    Path dir;

    private HttpServer server;
    private Path target;

    @BeforeEach
    void start() throws IOException {
        target = dir.resolve("local");
        Files.createDirectories(dir.resolve("tmp"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        serve("/a.txt", "body".getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(final String path, final byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private void fetch(final String path, final String mode, final Map<String, String> options) throws IOException {
        final String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        ArtifactFetch.fetch(
                new ArtifactSpec(url, options, Map.of(), mode, false, "local/", false), target, dir.resolve("tmp"));
    }

    /** One entry of a tar archive. */
    private static byte[] tar(final String name, final char type, final String link, final String content) {
        final byte[] data = content.getBytes(StandardCharsets.UTF_8);
        final byte[] archive = new byte[512 + (data.length + 511) / 512 * 512 + 1024];
        put(archive, 0, name);
        put(archive, 100, "0004755");
        put(archive, 124, String.format("%011o", data.length));
        archive[156] = (byte) type;
        put(archive, 157, link);
        put(archive, 257, "ustar\00000");
        System.arraycopy(data, 0, archive, 512, data.length);
        return archive;
    }

    private static void put(final byte[] target, final int offset, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    private static byte[] gzip(final byte[] bytes) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void shouldPutAFileIntoTheDirectoryOrWhereItIsNamed() throws IOException {
        fetch("/a.txt", "any", Map.of("checksum", "sha256:" + BODY_SHA256));
        assertThat(target.resolve("a.txt")).hasContent("body");

        target = dir.resolve("other/renamed");
        fetch("/a.txt", "file", Map.of());
        assertThat(target).hasContent("body");
    }

    @Test
    void shouldSayWhichDigestItGot() {
        assertThatThrownBy(() -> fetch("/a.txt", "any", Map.of("checksum", "sha256:" + "0".repeat(64))))
                .hasMessage("Checksums did not match for " + target.resolve("a.txt") + ".\nExpected: " + "0".repeat(64)
                        + "\nGot: " + BODY_SHA256 + "\n*sha256.Digest");
    }

    @Test
    void shouldTellTheStatusOfWhatIsNotThere() {
        assertThatThrownBy(() -> fetch("/none", "any", Map.of())).hasMessage("bad response code: 404");
    }

    @Test
    void shouldUnpackArchivesByTheirNameUnlessToldOtherwise() throws IOException {
        serve("/t.tgz", gzip(tar("d/in", '0', "", "inside")));
        fetch("/t.tgz", "any", Map.of());
        assertThat(target.resolve("d/in")).hasContent("inside").isExecutable();

        fetch("/t.tgz", "any", Map.of("archive", "false"));
        assertThat(target.resolve("t.tgz")).exists();
        assertThat(dir.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void shouldUnpackZipsAndSingleFiles() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("x/y"));
            zip.write('z');
        }
        serve("/z.zip", out.toByteArray());
        fetch("/z.zip", "dir", Map.of());
        assertThat(target.resolve("x/y")).hasContent("z");

        serve("/s.gz", gzip("single".getBytes(StandardCharsets.UTF_8)));
        target = dir.resolve("single");
        fetch("/s.gz", "file", Map.of());
        assertThat(target).hasContent("single");
    }

    @Test
    void shouldRefuseWhatWouldLeaveTheDirectory() throws IOException {
        serve("/up.tar", tar("../up", '0', "", "x"));
        assertThatThrownBy(() -> fetch("/up.tar", "any", Map.of())).hasMessage("entry contains '..': ../up");

        serve("/link.tar", tar("link", '2', "/etc", ""));
        assertThatThrownBy(() -> fetch("/link.tar", "any", Map.of()))
                .hasMessage("artifact includes symlink that resolves outside of sandbox");
        assertThatThrownBy(() -> ArtifactSource.of("file:///etc/passwd", Map.of()))
                .hasMessage("download not supported for scheme \"file\"");
    }

    @Test
    void shouldRefuseATruncatedArchive() throws IOException {
        final byte[] whole = tar("a", '0', "", "x".repeat(2_000));
        final byte[] part = new byte[1_000];
        System.arraycopy(whole, 0, part, 0, part.length);
        serve("/part.tar", part);

        assertThatThrownBy(() -> fetch("/part.tar", "any", Map.of())).hasMessage("unexpected EOF");
    }
}
