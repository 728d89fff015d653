package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.api.ClientResponse;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the client API, about a task that wrote some files. */
@Timeout(60)
class ClientApiTest {
    @TempDir
    Path dataDir;

    private AgentFixture fixture;
    private String alloc;
    private Path root;

    @BeforeEach
    void start() throws Exception {
        fixture = new AgentFixture(dataDir, true);
        final Assignment assignment = Assignments.of(
                "service",
                "'Tasks':["
                        + AgentFixture.shell("main", "echo one; echo two; echo three; echo bad >&2; exec sleep 600")
                        + "," + AgentFixture.shell("idle", "exec sleep 600") + "]");
        alloc = assignment.allocId();
        root = fixture.allocDir(alloc);
        fixture.agent().assign(List.of(assignment));
        fixture.sink.awaitStatus(alloc, ClientStatus.RUNNING);
        fixture.sink.await(alloc, update -> RecordingSink.states(update).split("\"running\"", -1).length == 3);
        final Path local = root.resolve("main/local");
        Files.writeString(local.resolve("digits"), "0123456789abcdef");
        Files.writeString(local.resolve("page.html"), "<!DOCTYPE html><html></html>");
        Files.writeString(local.resolve("data.json"), "{\"a\":1}");
        Files.writeString(local.resolve("empty"), "");
        Files.writeString(root.resolve("main/secrets/pass"), "secret");
        Files.createSymbolicLink(local.resolve("out"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(local.resolve("sneaky"), Path.of("../secrets/pass"));
        AgentFixture.awaitContent(root.resolve("alloc/logs/main.stdout.0"), "one\ntwo\nthree\n");
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private String fs(final String verb, final String query) throws IOException, InterruptedException {
        return fixture.answer("/v1/client/fs/" + verb + "/" + alloc + query);
    }

    @Test
    void listsDirectories() throws Exception {
        assertThat(fs("ls", "?path=/"))
                .startsWith("200 [{\"Name\":\"alloc\",\"IsDir\":true,")
                .contains("\"FileMode\":\"drwxrwxrwx\"", "\"Name\":\"main\"");
        assertThat(fs("ls", "?path=main")).contains("\"Name\":\"tmp\"", "\"FileMode\":\"dtrwxrwxrwx\"");
        assertThat(fs("ls", "?path=main/local/none"))
                .isEqualTo("404 open " + root + "/main/local/none: no such file or directory");
        assertThat(fs("ls", "?path=main/local/digits"))
                .isEqualTo("500 open " + root + "/main/local/digits: not a directory");
    }

    @Test
    void describesFiles() throws Exception {
        assertThat(fs("stat", "?path=main/local/digits"))
                .contains("\"Size\":16", "\"ContentType\":\"text/plain; charset=utf-8\"");
        assertThat(fs("stat", "?path=main/local/page.html")).contains("\"text/html; charset=utf-8\"");
        assertThat(fs("stat", "?path=main/local/data.json")).contains("\"application/json\"");
        assertThat(fs("stat", "?path=main/local/empty")).contains("\"application/octet-stream\"");
        assertThat(fs("stat", "?path=main/secrets/pass")).contains("\"Size\":6");
        assertThat(fs("stat", "")).isEqualTo("400 must provide a file name");
        assertThat(fs("stat", "?path=main/none"))
                .isEqualTo("404 stat " + root + "/main/none: no such file or directory");
    }

    @Test
    void readsFiles() throws Exception {
        assertThat(fs("cat", "?path=/main/local/digits")).isEqualTo("200 0123456789abcdef");
        assertThat(fixture.get("/v1/client/fs/cat/" + alloc + "?path=main/local/page.html")
                        .headers())
                .containsEntry("Content-Type", "text/plain");
        assertThat(fs("readat", "?path=main/local/digits&offset=4&limit=4")).isEqualTo("200 4567");
        assertThat(fs("readat", "?path=main/local/digits&offset=100")).isEqualTo("200 ");
        assertThat(fs("readat", "?path=main/local/digits&offset=-3&limit=2"))
                .isEqualTo("200 can't seek to offset -3: seek " + root + "/main/local/digits: invalid argument");
        assertThat(fs("readat", "?path=main/local/digits&limit=2"))
                .isEqualTo("200 error parsing offset: strconv.ParseInt: parsing \"\": invalid syntax");
        assertThat(fs("cat", "?path=main/local")).isEqualTo("200 file \"main/local\" is a directory");
    }

    @Test
    void refusesToLeaveTheAllocation() throws Exception {
        final String refusal = "Path escapes the alloc directory";
        assertThat(fs("ls", "?path=../../../../etc/passwd")).isEqualTo("500 " + refusal);
        assertThat(fs("cat", "?path=../../../../etc/passwd")).isEqualTo("200 " + refusal);
        assertThat(fs("stream", "?path=../../x&follow=false")).isEqualTo("400 " + refusal);
        assertThat(fs("cat", "?path=main/local/out")).isEqualTo("200 " + refusal);
        assertThat(fs("cat", "?path=a\0b")).isEqualTo("200 " + refusal);
        assertThat(fixture.answer("/v1/client/fs/ls/../../../etc/passwd/0000000000000000?path=/"))
                .startsWith("4");
    }

    @Test
    void refusesToReadCredentials() throws Exception {
        assertThat(fs("cat", "?path=main/secrets/pass"))
                .isEqualTo("200 Reading secret file prohibited: main/secrets/pass");
        assertThat(fs("cat", "?path=main/local/../secrets/pass"))
                .isEqualTo("200 Reading secret file prohibited: main/local/../secrets/pass");
        assertThat(fs("cat", "?path=main/local/sneaky")).startsWith("200 Reading secret file prohibited");
        assertThat(fs("stream", "?path=main/secrets/pass&follow=false"))
                .startsWith("500 Reading secret file prohibited");
    }

    @Test
    void streamsFiles() throws Exception {
        assertThat(fs("stream", "?path=main/local/digits&follow=false"))
                .isEqualTo("200 {\"Data\":\"MDEyMzQ1Njc4OWFiY2RlZg==\",\"File\":\"main/local/digits\",\"Offset\":16}");
        assertThat(fs("stream", "?path=main/local/digits&follow=false&origin=end&offset=4"))
                .contains("\"Data\":\"Y2RlZg==\"");
        assertThat(fs("stream", "?path=main/local/digits&follow=false&offset=99"))
                .isEqualTo("200 ");
        assertThat(fs("stream", "?path=main/local/digits&follow=maybe"))
                .isEqualTo("500 failed to parse follow field to boolean: strconv.ParseBool: parsing \"maybe\": invalid"
                        + " syntax");
        assertThat(fs("stream", "?path=main/local&follow=false")).isEqualTo("400 file \"main/local\" is a directory");
    }

    @Test
    void readsLogs() throws Exception {
        assertThat(fs("logs", "?task=main&type=stdout&plain=true")).isEqualTo("200 one\ntwo\nthree\n");
        assertThat(fs("logs", "?task=main&type=stdout"))
                .isEqualTo(
                        "200 {\"Data\":\"b25lCnR3bwp0aHJlZQo=\",\"File\":\"alloc/logs/main.stdout.0\",\"Offset\":14}");
        assertThat(fs("logs", "?task=main&type=stdout&plain=true&offset=4")).isEqualTo("200 two\nthree\n");
        assertThat(fs("logs", "?task=main&type=stdout&plain=true&offset=6&origin=end"))
                .isEqualTo("200 three\n");
        assertThat(fs("logs", "?task=main&type=stdout&plain=true&origin=end")).isEqualTo("200 one\ntwo\nthree\n");
        assertThat(fs("logs", "?task=main&type=stdout&plain=true&offset=-2")).isEqualTo("200 e\n");
        assertThat(fs("logs", "?task=main&type=stdout&plain=true&offset=500")).isEqualTo("200 ");
        assertThat(fs("logs", "?type=stdout")).isEqualTo("400 must provide task name");
        assertThat(fs("logs", "?task=main")).isEqualTo("400 must provide log type (stdout/stderr)");
        assertThat(fs("logs", "?task=other&type=stdout")).isEqualTo("400 unknown task name \"other\"");
        assertThat(fs("logs", "?task=main&type=stdout&origin=now")).isEqualTo("400 origin must be start or end");
    }

    @Test
    void logsSpanRotatedFiles() throws Exception {
        final Path logs = root.resolve("alloc/logs");
        Files.writeString(logs.resolve("idle.stdout.0"), "abc", StandardOpenOption.CREATE);
        Files.writeString(logs.resolve("idle.stdout.1"), "def", StandardOpenOption.CREATE);
        Files.writeString(logs.resolve("idle.stdout.3"), "ghi", StandardOpenOption.CREATE);
        assertThat(fs("logs", "?task=idle&type=stdout&plain=true")).isEqualTo("200 abcdefghi");
        assertThat(fs("logs", "?task=idle&type=stdout&plain=true&offset=4&origin=end"))
                .isEqualTo("200 fghi");
        assertThat(fs("logs", "?task=idle&type=stdout&plain=true&offset=5")).isEqualTo("200 fghi");
    }

    @Test
    void followsLogsUntilTheReaderLeaves() throws Exception {
        final ClientResponse response =
                fixture.get("/v1/client/fs/logs/" + alloc + "?task=main&type=stdout&plain=true&follow=true");
        final Path log = root.resolve("alloc/logs/main.stdout.0");
        final Reader reader = new Reader(log);
        try {
            response.body().writeTo(reader);
        } catch (final IOException e) {
            assertThat(e).hasMessage("reader left");
        }
        assertThat(reader.text.toString()).isEqualTo("one\ntwo\nthree\nfour\n");
    }

    @Test
    void followsLogsUntilTheTaskHasEnded() throws Exception {
        final ClientResponse response =
                fixture.get("/v1/client/fs/logs/" + alloc + "?task=main&type=stdout&plain=true&follow=true");
        final ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(final byte[] bytes, final int offset, final int length) {
                super.write(bytes, offset, length);
                fixture.request("PUT", "/v1/client/allocation/" + alloc + "/signal", "{\"Signal\":\"SIGKILL\"}");
            }
        };
        response.body().writeTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\nthree\n");
        assertThat(fs("logs", "?task=main&type=stdout&plain=true&follow=true"))
                .as("of a task that ended before")
                .isEqualTo("200 one\ntwo\nthree\n");
    }

    @Test
    void followsAFileUntilItIsDeleted() throws Exception {
        final Path file = root.resolve("main/local/digits");
        final ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(final byte[] bytes, final int offset, final int length) {
                super.write(bytes, offset, length);
                change(file, toString(StandardCharsets.UTF_8));
            }
        };
        fixture.get("/v1/client/fs/stream/" + alloc + "?path=main/local/digits")
                .body()
                .writeTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8).replace("{}", ""))
                .isEqualTo("{\"Data\":\"MDEyMzQ1Njc4OWFiY2RlZg==\",\"File\":\"main/local/digits\",\"Offset\":16}"
                        + "{\"File\":\"main/local/digits\",\"FileEvent\":\"file truncated\"}"
                        + "{\"Data\":\"c2hvcnQ=\",\"File\":\"main/local/digits\",\"Offset\":5}"
                        + "{\"File\":\"main/local/digits\",\"FileEvent\":\"file deleted\",\"Offset\":5}");
    }

    /** Shortens the file once it was read, and deletes it once that was read. */
    private static void change(final Path file, final String read) {
        try {
            if (read.endsWith("\"Offset\":16}")) {
                Files.writeString(file, "short");
            } else if (read.endsWith("\"Offset\":5}")) {
                Files.deleteIfExists(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends to the log once it has read all of it, and leaves after that line. */
    private static final class Reader extends OutputStream {
        private final Path log;
        private final StringBuilder text = new StringBuilder();

        Reader(final Path log) {
            this.log = log;
        }

        @Override
        public void write(final int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(final byte[] bytes, final int offset, final int length) throws IOException {
            text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
            if (text.toString().endsWith("three\n")) {
                Files.writeString(log, "four\n", StandardOpenOption.APPEND);
            } else if (text.toString().endsWith("four\n")) {
                throw new IOException("reader left");
            }
        }
    }

    @Test
    void restartsAndSignals() throws Exception {
        final String path = "/v1/client/allocation/" + alloc;
        assertThat(put(path + "/restart", "{\"TaskName\":\"nope\"}"))
                .isEqualTo("500 Could not find task runner for task: nope");
        assertThat(put(path + "/restart", "{\"TaskName\":\"main\",\"AllTasks\":true}"))
                .isEqualTo("500 task name cannot be set when restarting all tasks");
        assertThat(put(path + "/restart", "{")).isEqualTo("500 unexpected EOF");
        assertThat(put(path + "/restart", "{\"TaskName\":1}"))
                .isEqualTo("500 json: cannot unmarshal number into Go struct field .TaskName of type string");
        assertThat(put(path + "/restart", "{\"TaskName\":\"main\"}")).isEqualTo("200 {\"Index\":0}");
        fixture.sink.await(alloc, update -> RecordingSink.states(update).contains("\"Restarts\":1"));
        assertThat(put(path + "/signal", "{\"Task\":\"nope\",\"Signal\":\"SIGUSR1\"}"))
                .isEqualTo("500 Task not found");
        assertThat(put(path + "/signal", "")).isEqualTo("400 Failed to decode body: Request body is empty");
        assertThat(put(path + "/signal", "{\"Task\":\"idle\",\"Signal\":\"SIGCONT\"}"))
                .isEqualTo("200 {\"Index\":0}");
        assertThat(put(path + "/signal", "{\"Task\":\"idle\",\"Signal\":\"SIGNOPE\"}"))
                .isEqualTo("200 {\"Index\":0}");
        assertThat(fixture.answer(path + "/signal")).isEqualTo("405 Invalid method");
        assertThat(fixture.answer(path + "/checks")).isEqualTo("200 null");
        assertThat(fixture.answer(path + "/dance")).isEqualTo("404 resource not found");
        assertThat(fixture.answer(path + "/stats")).startsWith("200 {\"ResourceUsage\":{\"MemoryStats\":{\"RSS\":");
        assertThat(fixture.answer(path + "/stats?task=none")).contains("\"Measured\":null", "\"Tasks\":{}");
    }

    @Test
    void collectsEndedAllocations() throws Exception {
        final String path = "/v1/client/allocation/" + alloc + "/gc";
        assertThat(fixture.answer(path))
                .isEqualTo("500 No such allocation on client, or allocation not eligible for GC");
        fixture.agent().forget(List.of("unknown"));
        final Assignment stopped = Assignments.stopped(Assignments.of(
                alloc, "service", "'Tasks':[" + AgentFixture.shell("main", "exit 0") + "]", List.of(), ""));
        fixture.agent().assign(List.of(stopped));
        fixture.sink.awaitStatus(alloc, ClientStatus.COMPLETE);
        assertThat(fixture.answer(path)).isEqualTo("200 ");
        while (Files.exists(root) || fixture.answer(path).startsWith("500")) {
            Thread.onSpinWait();
        }
        assertThat(fs("logs", "?task=main&type=stdout"))
                .isEqualTo("404 state for allocation " + alloc + " not found on client");
        assertThat(fs("ls", "?path=/")).isEqualTo("404 open " + root + ": no such file or directory");
        assertThat(fixture.answer("/v1/client/allocation/" + alloc + "/stats"))
                .isEqualTo("404 Unknown allocation \"" + alloc + "\"");
    }

    @Test
    void showsTheHost() throws Exception {
        assertThat(fixture.answer("/v1/client/stats"))
                .startsWith("200 {\"AllocDirStats\":{\"Available\":")
                .contains("\"CPU\":[{\"CPU\":\"cpu0\"", "\"Memory\":{\"Available\":", "\"Uptime\":");
        assertThat(fixture.answer("/v1/client/gc")).isEqualTo("200 ");
    }

    private String put(final String path, final String body) throws IOException, InterruptedException {
        final ClientResponse response = fixture.request("PUT", path, body);
        return response.status() + " " + AgentFixture.body(response);
    }
}
