package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around an agent that is server and client in one: taken ports and directories, crashes, tasks that resist. */
@Timeout(240)
class AgentFaultsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LIMIT_S = 60;

    @TempDir
    Path directory;

    @Test
    void shouldNameTheLinksPortThatIsTaken() throws Exception {
        final int port = FreePorts.block();
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                RunningAgent agent = launch("first", port)) {
            assertThat(taken.isBound()).isTrue();
            assertThat(agent.awaitEnd(LIMIT_S)).isEqualTo(1);
            assertThat(agent.output()).contains("UDP", "127.0.0.1:" + port, "ports.http");
        }
    }

    @Test
    void shouldRefuseASecondAgentOnTheSameDirectory() throws Exception {
        try (RunningAgent first = launch("data", FreePorts.block()).awaitStarted();
                RunningAgent second = launch("data", FreePorts.block())) {
            assertThat(second.awaitEnd(LIMIT_S)).isEqualTo(1);
            assertThat(second.output())
                    .contains(directory.resolve("data").toString(), "drover.lock", "in use by another process");
            assertThat(first.api().get("/v1/agent/self").isObject()).isTrue();
        }
    }

    @Test
    void shouldFindItsTasksAgainAfterACrash() throws Exception {
        final int port = FreePorts.block();
        final Doc before;
        final ProcessHandle task;
        try (RunningAgent agent = launch("data", port).awaitStarted()) {
            agent.register(Jobs.shell("survivor", "service", "echo $$; while :; do sleep 1; done"));
            before = agent.awaitAlloc("survivor", "running");
            task = ProcessHandle.of(Long.parseLong(firstLogLine(agent, before.text("ID"), "survivor")))
                    .orElseThrow();
            agent.kill();
            assertThat(task.isAlive()).as("the task survives its agent").isTrue();

            try (RunningAgent next = launch("data", port).awaitStarted()) {
                final Doc after = next.awaitAlloc("survivor", "running");
                assertThat(after.text("ID")).isEqualTo(before.text("ID"));
                assertThat(task.isAlive()).as("the task is not touched").isTrue();
                next.awaitPath(after.text("NodeID"));
                assertThat(firstLogLine(next, after.text("ID"), "survivor")).isEqualTo(Long.toString(task.pid()));
                assertThat(Leftovers.sharedMemory(agent.pid()))
                        .as("of the crashed agent")
                        .isEmpty();
                next.api().delete("/v1/job/survivor", new Query());
                next.awaitAlloc("survivor", "complete");
                assertThat(task.onExit().get().isAlive())
                        .as("the found task is stopped")
                        .isFalse();
            }
        }
    }

    @Test
    void shouldEndTasksThatResistWithAllTheirChildren() throws Exception {
        try (RunningAgent agent = launch("data", FreePorts.block()).awaitStarted()) {
            final JsonObject job = Jobs.shell(
                    "stubborn",
                    "service",
                    "trap \"\" INT TERM; sleep 601 & (sleep 602 &); setsid sleep 603 & echo ready; "
                            + "while :; do sleep 1; done");
            Jobs.task(job).put("KillTimeout", SECOND_NS);
            agent.register(job);
            final Doc alloc = agent.awaitAlloc("stubborn", "running");
            assertThat(firstLogLine(agent, alloc.text("ID"), "stubborn")).isEqualTo("ready");
            assertThat(sleepers()).hasSize(3);

            agent.api().delete("/v1/job/stubborn", new Query());
            agent.awaitAlloc("stubborn", "complete");

            assertThat(sleepers()).isEmpty();
        }
    }

    @Test
    void shouldKeepATaskAliveWhoseLogFillsTheDisk() throws Exception {
        final Path allocs = Files.createDirectories(directory.resolve("data/alloc"));
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", allocs.toString());
        try (RunningAgent agent = launch("data", FreePorts.block()).awaitStarted()) {
            agent.register(Jobs.shell("chatty", "service", "yes | head -c 4000000; exec sleep 604"));
            final Doc alloc = agent.awaitAlloc("chatty", "running");

            final Doc full = agent.await(
                    "/v1/allocation/" + alloc.text("ID"),
                    now -> now.get("TaskStates").get("chatty").get("Events").items().stream()
                            .anyMatch(event -> event.text("DisplayMessage").contains("cannot be written")));
            assertThat(full.text("ClientStatus")).isEqualTo("running");
        } finally {
            run("umount", "-l", allocs.toString());
        }
    }

    private RunningAgent launch(final String name, final int port) throws IOException {
        final Path config = directory.resolve(name + "-" + port + ".hcl");
        Files.writeString(
                config,
                "data_dir = \"" + directory.resolve(name) + "\"\nbind_addr = \"127.0.0.1\"\nports {\n  http = " + port
                        + "\n}\nserver {\n  enabled = true\n  bootstrap_expect = 1\n  rehearsal = false\n}\nclient {\n  enabled = true\n  options = { \"secrets.tmpfs\" = \"false\" }\n"
                        + "  network_interface = \"lo\"\n  disk_total_mb = 10000\n}\n"
                        + "plugin \"raw_exec\" {\n  config {\n    enabled = true\n  }\n}\n");
        return RunningAgent.start(port, directory, List.of("-config=" + config));
    }

    private static String firstLogLine(final RunningAgent agent, final String allocId, final String task)
            throws Exception {
        final Query follow = new Query()
                .with("task", task)
                .with("type", "stdout")
                .with("plain", "true")
                .with("follow", "true");
        try (Answer answer = agent.api().stream("/v1/client/fs/logs/" + allocId, follow);
                BufferedReader log = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            return log.readLine();
        }
    }

    /** Children of the stubborn task that do nothing but sleep. */
    private List<String> sleepers() {
        return Leftovers.processes(directory).stream()
                .map(process -> process.info().arguments())
                .flatMap(Optional::stream)
                .filter(arguments -> arguments.length == 1 && arguments[0].matches("60[123]"))
                .map(arguments -> arguments[0])
                .toList();
    }

    private static void run(final String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
