package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registrations become what the node offers again, whatever was missed. */
@Timeout(240)
class RegistrationRepairTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    @TempDir
    Path directory;

    private final int port;

    RegistrationRepairTest() throws IOException {
        port = FreePorts.block();
    }

    @Test
    void shouldMendWhatTheStateAndTheNodeDisagreeAbout() throws Exception {
        final ProcessHandle task;
        try (RunningAgent agent = launch().awaitStarted()) {
            agent.register(job());
            agent.awaitAlloc("web", "running");
            final Doc service = awaitService(agent, 1).items().get(0);
            agent.api().delete("/v1/service/web/" + service.text("ID"), new Query());
            final Doc again = awaitService(agent, 1).items().get(0);
            assertThat(again.text("ID")).isEqualTo(service.text("ID"));
            assertThat(again.number("CreateIndex"))
                    .as("a live one that was lost comes back")
                    .isGreaterThan(service.number("CreateIndex"));
            task = ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).trim()))
                    .orElseThrow();
            agent.kill();
        }
        task.destroyForcibly();
        task.onExit().get();
        try (RunningAgent next = launch().awaitStarted()) {
            awaitService(next, 0);
            assertThat(next.awaitAlloc("web", "pending").text("DesiredStatus"))
                    .as("its allocation lives")
                    .isEqualTo("run");
        }
    }

    private Doc awaitService(final RunningAgent agent, final int count) throws Exception {
        return agent.await("/v1/service/web", services -> services.items().size() == count);
    }

    /** A task that is not started again within the hour once it has ended. */
    private JsonObject job() {
        final JsonObject job = Jobs.shell("web", "service", "echo $$ > " + pidFile() + "; while :; do sleep 1; done");
        Jobs.task(job)
                .put(
                        "Services",
                        new JsonArray().add(new JsonObject().put("Name", "web").put("Provider", "nomad")))
                .put(
                        "RestartPolicy",
                        new JsonObject()
                                .put("Attempts", 3)
                                .put("Interval", 24 * HOUR_NS)
                                .put("Delay", HOUR_NS)
                                .put("Mode", "delay"));
        return job;
    }

    private Path pidFile() {
        return directory.resolve("pid");
    }

    private RunningAgent launch() throws IOException {
        final Path config = directory.resolve("agent.hcl");
        Files.writeString(
                config,
                "data_dir = \"" + directory.resolve("data") + "\"\nbind_addr = \"127.0.0.1\"\nports {\n  http = " + port
                        + "\n}\nserver {\n  enabled = true\n  bootstrap_expect = 1\n  rehearsal = false\n}\n"
                        + "client {\n  enabled = true\n  options = { \"secrets.tmpfs\" = \"false\" }\n"
                        + "  network_interface = \"lo\"\n  disk_total_mb = 10000\n}\n"
                        + "plugin \"raw_exec\" {\n  config {\n    enabled = true\n  }\n}\n");
        return RunningAgent.start(port, directory, List.of("-config=" + config));
    }
}
