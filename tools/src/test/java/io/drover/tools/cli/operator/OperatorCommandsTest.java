package io.drover.tools.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorCommandsTest {
    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldChangeOnlyWhatTheFlagsName() {
        server.on(
                        "GET /v1/operator/scheduler/configuration",
                        "{\"SchedulerConfig\":{\"SchedulerAlgorithm\":\"binpack\",\"PauseEvalBroker\":true,\"ModifyIndex\":5}}")
                .on("PUT /v1/operator/scheduler/configuration", "{\"Updated\":true}");
        assertThat(shell.run(
                        "operator scheduler set-config",
                        "-scheduler-algorithm=spread",
                        "-preempt-batch-scheduler=true"))
                .isZero();
        assertThat(server.requests())
                .last()
                .asString()
                .isEqualTo("PUT /v1/operator/scheduler/configuration?cas=5 {\"ModifyIndex\":5,\"PauseEvalBroker\":true,"
                        + "\"PreemptionConfig\":{\"BatchSchedulerEnabled\":true},\"SchedulerAlgorithm\":\"spread\"}");
        assertThat(shell.run("operator scheduler set-config", "-check-index", "4"))
                .isEqualTo(1);
        server.on("PUT /v1/operator/scheduler/configuration", "{\"Updated\":false}");
        assertThat(shell.run("operator scheduler set-config")).isEqualTo(1);
    }

    @Test
    void shouldSendAnyRequest() {
        server.on("GET /v1/jobs", 403, "Permission denied").on("POST /v1/namespace/dev", "");
        assertThat(shell.run("operator api", "/v1/jobs")).isZero();
        assertThat(shell.out()).isEqualTo("Permission denied");
        assertThat(shell.input("{}").run("operator api", "-H", "X-A: b", "v1/namespace/dev"))
                .isZero();
        assertThat(server.requests()).last().asString().isEqualTo("POST /v1/namespace/dev {}");
        assertThat(shell.input("").run("operator api", "-H", "bad", "/v1/jobs")).isEqualTo(1);
    }

    @Test
    void shouldPrintACurlCommandWithoutTheToken() {
        assertThat(shell.run("operator api", "-token=secret", "-dryrun", "-X=PUT", "-H", "X-A: b", "/v1/jobs"))
                .isZero();
        assertThat(shell.out())
                .isEqualTo("curl \\\n  -X PUT \\\n  -H 'X-A: b' \\\n  -H \"X-Nomad-Token: ${NOMAD_TOKEN}\" \\\n  "
                        + server.address() + "/v1/jobs\n");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldTellWhichInvariantsDoNotHold() {
        final String report =
                "{\"Checked\":[\"lists hold\"],\"Digest\":\"ab\",\"Index\":7,\"LogPosition\":64,\"Rows\":9,"
                        + "\"Violations\":[%s]}";
        server.on("GET /v1/operator/invariants", report.formatted(""));
        assertThat(shell.run("operator invariants")).isZero();
        assertThat(shell.out()).contains("lists hold", "All invariants hold.");
        server.on(
                "GET /v1/operator/invariants",
                report.formatted("{\"Detail\":\"row 3\",\"Invariant\":\"usage is a sum\"}"));
        assertThat(shell.run("operator invariants")).isEqualTo(1);
        assertThat(shell.out()).contains("Violated:", "usage is a sum: row 3");
        assertThat(shell.run("operator invariants", "-json")).isEqualTo(1);
    }

    @Test
    void shouldChangeTheAutopilotUnlessSomebodyElseDid() {
        server.on("GET /v1/operator/autopilot/configuration", "{\"MaxTrailingLogs\":250,\"ModifyIndex\":4}")
                .on("PUT /v1/operator/autopilot/configuration", "true");
        assertThat(shell.run("operator autopilot set-config", "-max-trailing-logs=7"))
                .isZero();
        assertThat(server.requests())
                .last()
                .asString()
                .isEqualTo("PUT /v1/operator/autopilot/configuration?cas=4 {\"MaxTrailingLogs\":7,\"ModifyIndex\":4}");
        server.on("PUT /v1/operator/autopilot/configuration", "false");
        assertThat(shell.run("operator autopilot set-config", "-min-quorum=3")).isEqualTo(1);
    }

    @Test
    void shouldShowAndRaiseTheFeatureLevel() {
        server.on(
                        "GET /v1/operator/feature-level",
                        "{\"Level\":1,\"Index\":9,\"Servers\":[{\"ID\":0,\"OldestLevel\":1,\"NewestLevel\":2,"
                                + "\"Servers\":3,\"Version\":\"v2\"},{\"ID\":2,\"OldestLevel\":1,\"NewestLevel\":1,"
                                + "\"Servers\":3,\"Version\":\"v1\"}]}")
                .on("PUT /v1/operator/feature-level", "{\"Index\":10,\"Level\":2}");
        assertThat(shell.run("operator feature-level")).isZero();
        assertThat(shell.out()).contains("Feature level = 1", "1 to 2", "v1", "Server 1 has not announced its levels.");
        assertThat(shell.run("operator feature-level", "-raise=2")).isZero();
        assertThat(server.requests()).last().asString().isEqualTo("PUT /v1/operator/feature-level {\"Level\":2}");
        assertThat(shell.out()).contains("The feature level is 2.");
        server.on("PUT /v1/operator/feature-level", 400, "server 1 has not announced which feature levels it has");
        assertThat(shell.run("operator feature-level", "-raise", "2")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAFileThatIsNoState(@TempDir final Path directory) throws IOException {
        final Path file = directory.resolve("s.snap");
        assertThat(shell.run("operator snapshot inspect", file.toString())).isEqualTo(1);
        Files.writeString(file, "this is longer than the head and the tail of an archive, but it is none");
        assertThat(shell.run("operator snapshot inspect", file.toString())).isEqualTo(1);
        server.on("PUT /v1/operator/snapshot", 500, "failed to restore from snapshot: damaged");
        assertThat(shell.run("operator snapshot restore", file.toString())).isEqualTo(1);
        assertThat(shell.run(
                        "operator snapshot restore", directory.resolve("none").toString()))
                .isEqualTo(1);
    }
}
