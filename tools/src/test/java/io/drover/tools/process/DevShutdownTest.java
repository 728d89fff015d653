package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A development agent that is told to end leaves nothing: no process, no directory, no shared memory. */
@Timeout(180)
class DevShutdownTest {
    private static final long LIMIT_S = 60;
    private static final long MINUTE_NS = 60_000_000_000L;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void shouldLeaveNothing(final String signal) throws Exception {
        try (RunningAgent agent = RunningAgent.startDev(directory)) {
            agent.register(Jobs.shell("obedient", "service", "sleep 600 & exec sleep 600"));
            agent.register(Jobs.shell("ended", "batch", "echo done"));
            agent.awaitAlloc("obedient", "running");
            agent.awaitAlloc("ended", "complete");
            assertThat(Leftovers.processes(directory)).hasSizeGreaterThan(2);

            agent.signal(signal);
            assertEndsCleanly(agent);
        }
    }

    @Test
    void shouldNotWaitForTasksThatTakeTheirTime() throws Exception {
        try (RunningAgent agent = RunningAgent.startDev(directory)) {
            final JsonObject job = Jobs.shell("stubborn", "service", "trap \"\" INT TERM; while :; do sleep 1; done");
            Jobs.task(job).put("KillTimeout", 10 * MINUTE_NS).put("ShutdownDelay", 10 * MINUTE_NS);
            Jobs.group(job).put("ShutdownDelay", 10 * MINUTE_NS);
            agent.register(job);
            agent.awaitAlloc("stubborn", "running");

            agent.signal("TERM");
            assertEndsCleanly(agent);
        }
    }

    @Test
    void shouldNotWaitForClientsThatDoNotRead() throws Exception {
        try (RunningAgent agent = RunningAgent.startDev(directory)) {
            agent.register(
                    Jobs.shell("chatty", "service", "while :; do echo 0123456789012345678901234567890123; done"));
            final Doc alloc = agent.awaitAlloc("chatty", "running");
            final Query follow =
                    new Query().with("task", "chatty").with("type", "stdout").with("follow", "true");
            try (Answer unread = agent.api().stream("/v1/client/fs/logs/" + alloc.text("ID"), follow)) {
                assertThat(unread.status()).isEqualTo(200);

                agent.signal("TERM");
                assertEndsCleanly(agent);
            }
        }
    }

    @Test
    void shouldEndWhileItStarts() throws Exception {
        try (RunningAgent agent = RunningAgent.launchDev(directory, FreePorts.block())) {
            agent.awaitOutput("Starting");

            agent.signal("INT");
            assertEndsCleanly(agent);
        }
    }

    @Test
    void shouldNameThePortThatIsTaken() throws Exception {
        final int port = FreePorts.block();
        try (ServerSocket taken = new ServerSocket(port);
                RunningAgent agent = RunningAgent.launchDev(directory, port)) {
            assertThat(taken.isBound()).isTrue();
            assertEndsCleanly(agent);
            assertThat(agent.output()).contains("127.0.0.1:" + port, "in use", "ports.http");
        }
    }

    private void assertEndsCleanly(final RunningAgent agent) throws Exception {
        assertThat(agent.awaitEnd(LIMIT_S)).isEqualTo(1);
        assertThat(agent.output()).doesNotContain("did not stop in time");
        assertThat(Leftovers.processes(directory)).isEmpty();
        assertThat(Leftovers.sharedMemory(agent.pid())).isEmpty();
        assertThat(developmentDirectories()).isEmpty();
    }

    private List<Path> developmentDirectories() throws Exception {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("drover-dev-"))
                    .toList();
        }
    }
}
