package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.exec.ExecOptions;
import io.drover.tools.cli.exec.ExecSession;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that only a node can answer work at every server of three, although the node is at home at one of them. */
class NodeCallsTest {
    private static final String JOB = "counter";
    private static final String MARK = "X-Drover-Node-Relayed";

    @TempDir
    Path directory;

    @Test
    @Timeout(240)
    void shouldReachTheNodeThroughEveryServer() throws Exception {
        try (RunningCluster cluster = RunningCluster.start(directory)) {
            final RunningAgent first = cluster.server(0);
            first.register(
                    Jobs.shell(JOB, "service", "trap \"echo told\" USR1; echo began; while :; do sleep 0.1; done"));
            final Doc alloc = first.awaitAlloc(JOB, "running");
            final String allocId = alloc.text("ID");
            int passedOn = 0;
            for (int i = 0; i < RunningCluster.SERVER_COUNT; i++) {
                final Api api = cluster.server(i).api();
                assertThat(api.get("/v1/client/stats", new Query().with("node_id", alloc.text("NodeID")))
                                .number("Uptime"))
                        .isPositive();
                try (Answer answer = api.stream("/v1/client/fs/logs/" + allocId, follow());
                        BufferedReader log =
                                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                    assertThat(log.readLine()).isEqualTo("began");
                    for (int told = 0; told < i; told++) {
                        assertThat(log.readLine()).isEqualTo("told");
                    }
                    api.put(
                            "/v1/client/allocation/" + allocId + "/signal",
                            new Query(),
                            new JsonObject().put("Signal", "SIGUSR1"));
                    assertThat(log.readLine()).as("written while it is read").isEqualTo("told");
                }
                assertThat(exec(api, allocId)).isEqualTo("typed 7");
                try (Answer answer = api.send(
                        "GET", cluster.server(i).address() + "/v1/client/fs/ls/" + allocId, null, new String[][] {
                            {MARK, "true"}
                        })) {
                    passedOn += answer.status() == 404 ? 1 : 0;
                }
            }
            assertThat(passedOn).as("servers at which the node is not at home").isEqualTo(2);
        }
    }

    /** What a program beside the task wrote, and its exit code. */
    private static String exec(final Api api, final String allocId) throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final Ui ui = new Ui(
                out,
                OutputStream.nullOutputStream(),
                new ByteArrayInputStream("typed".getBytes(StandardCharsets.UTF_8)),
                false);
        final Query query =
                new Query().with("task", JOB).with("command", "[\"/bin/sh\",\"-c\",\"cat; printf ' '; exit 7\"]");
        final int code = new ExecSession(ui, new ExecOptions(true, false, -1))
                .run(api, "/v1/client/allocation/" + allocId + "/exec", query);
        return out.toString(StandardCharsets.UTF_8) + code;
    }

    private static Query follow() {
        return new Query()
                .with("task", JOB)
                .with("type", "stdout")
                .with("plain", "true")
                .with("follow", "true");
    }
}
