package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Query;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader of events at one server loses and repeats nothing when the leader crashes, and reads the same at another. */
class EventStreamTest {
    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void shouldGoOnWithoutGapAndRepetitionWhenTheLeaderCrashes() throws Exception {
        try (RunningCluster cluster = RunningCluster.start(directory)) {
            final int crashed = cluster.leader();
            final RunningAgent one = cluster.server((crashed + 1) % RunningCluster.SERVER_COUNT);
            final RunningAgent other = cluster.server((crashed + 2) % RunningCluster.SERVER_COUNT);
            try (Answer answer = one.api().stream("/v1/event/stream", new Query().with("index", "0"))) {
                final BufferedReader stream =
                        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
                one.register(Jobs.shell("before", "service", "exec sleep 600"));
                one.awaitAlloc("before", "running");
                cluster.server(crashed).kill();
                one.register(Jobs.shell("after", "service", "exec sleep 600"));
                one.awaitAlloc("after", "running");

                final NavigableMap<Long, String> read = readUntilRunning(stream, "after");
                try (Answer again = other.api().stream("/v1/event/stream", new Query().with("index", "1"))) {
                    final NavigableMap<Long, String> elsewhere = readUntilRunning(
                            new BufferedReader(new InputStreamReader(again.body(), StandardCharsets.UTF_8)), "after");
                    assertThat(elsewhere).isEqualTo(read);
                }
                assertThat(String.join("", read.values()))
                        .contains("\"Key\":\"before\"")
                        .contains("\"Key\":\"after\"");
            }
        }
    }

    /** Lines by index, until one says that a task of the job runs. */
    private static NavigableMap<Long, String> readUntilRunning(final BufferedReader stream, final String job)
            throws Exception {
        final NavigableMap<Long, String> lines = new TreeMap<>();
        while (true) {
            final String line = stream.readLine();
            if (line.equals("{}")) {
                continue;
            }
            final JsonObject object = (JsonObject) JsonParser.parse(line.getBytes(StandardCharsets.UTF_8));
            final long index = object.number("Index");
            assertThat(lines.isEmpty() || lines.lastKey() < index)
                    .as("index %d after %s", index, lines.keySet())
                    .isTrue();
            lines.put(index, line);
            if (object.objects("Events").stream().anyMatch(event -> isRunning(event, job))) {
                return lines;
            }
        }
    }

    private static boolean isRunning(final JsonObject event, final String job) {
        final JsonObject payload = event.object("Payload");
        final JsonObject alloc = payload == null ? null : payload.object("Allocation");
        return alloc != null
                && alloc.text("JobID").equals(job)
                && alloc.text("ClientStatus").equals("running");
    }
}
