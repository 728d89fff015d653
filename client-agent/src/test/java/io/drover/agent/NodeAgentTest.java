package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.process.CgroupHierarchy;
import io.drover.agent.driver.process.ProcessRuntime;
import io.drover.agent.driver.rawexec.RawExecDriver;
import io.drover.agent.driver.rawexec.RawExecOptions;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent with real processes. */
@Timeout(60)
class NodeAgentTest {
    @TempDir
    Path dataDir;

    private final RecordingSink sink = new RecordingSink();
    private ProcessRuntime runtime;
    private NodeAgent agent;

    @BeforeEach
    void start() throws IOException {
        runtime = new ProcessRuntime(Path.of("/proc"), CgroupHierarchy.detect(dataDir.resolve("no-cgroups")), 1_000);
        agent = startAgent(true);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
        runtime.close();
    }

    private NodeAgent startAgent(final boolean ephemeral) throws IOException {
        final Driver rawExec = new RawExecDriver(runtime, RawExecOptions.ENABLED);
        return NodeAgent.start(
                AgentSettings.defaults(dataDir, ephemeral), Map.of("raw_exec", rawExec), () -> Assignments.NODE, sink);
    }

    private static String shell(final String name, final String script) {
        return "{'Name':'" + name + "','Driver':'raw_exec','Config':{'command':'/bin/sh','args':['-c','" + script
                + "']},'RestartPolicy':{'Attempts':0,'Mode':'fail'},'KillTimeout':2000000000}";
    }

    @Test
    void runsAServiceAndStopsIt() throws Exception {
        final Assignment assignment =
                Assignments.of("service", "'Tasks':[" + shell("main", "echo hello; exec sleep 600") + "]");
        agent.assign(List.of(assignment));
        final String running = RecordingSink.states(sink.awaitStatus(assignment.allocId(), ClientStatus.RUNNING));
        assertThat(running).contains("Task received by client", "Building Task Directory", "Task started by client");

        final Path log = dataDir.resolve("alloc/" + assignment.allocId() + "/alloc/logs/main.stdout.0");
        awaitContent(log, "hello");

        agent.assign(List.of(Assignments.stopped(assignment)));
        final String ended = RecordingSink.states(sink.awaitStatus(assignment.allocId(), ClientStatus.COMPLETE));
        assertThat(ended)
                .contains(
                        "Sent interrupt. Waiting 2s before force killing",
                        "Exit Code: 130, Signal: 2",
                        "Task successfully killed");
        assertThat(log).hasContent("hello");
    }

    /** A task runs before it has written anything: what it writes must be waited for before it is stopped. */
    private static void awaitContent(final Path file, final String text) throws IOException {
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void batchTaskEndsByItself() throws Exception {
        final Assignment assignment = Assignments.of("batch", "'Tasks':[" + shell("main", "exit 0") + "]");
        agent.assign(List.of(assignment));
        assertThat(RecordingSink.states(sink.awaitStatus(assignment.allocId(), ClientStatus.COMPLETE)))
                .contains("Exit Code: 0");
    }

    @Test
    void secondAgentOnTheSameDirectoryIsRefused() {
        assertThatThrownBy(() -> startAgent(true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("agent.lock")
                .hasMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    void tasksSurviveTheAgentAndAreFoundAgain() throws Exception {
        agent.close();
        agent = startAgent(false);
        final Assignment assignment =
                Assignments.of("service", "'Tasks':[" + shell("main", "echo $$ > local/pid; exec sleep 600") + "]");
        agent.assign(List.of(assignment));
        final String before = RecordingSink.states(sink.awaitStatus(assignment.allocId(), ClientStatus.RUNNING));
        agent.close();
        runtime.close();

        runtime = new ProcessRuntime(Path.of("/proc"), CgroupHierarchy.detect(dataDir.resolve("no-cgroups")), 1_000);
        final int known = sink.updates().size();
        agent = startAgent(false);
        sink.await(assignment.allocId(), update -> sink.updates().size() > known);
        assertThat(RecordingSink.states(sink.awaitStatus(assignment.allocId(), ClientStatus.RUNNING)))
                .isEqualTo(before);
        final long pid =
                Long.parseLong(Files.readString(dataDir.resolve("alloc/" + assignment.allocId() + "/main/local/pid"))
                        .strip());
        assertThat(ProcessHandle.of(pid)).isPresent();

        agent.assign(List.of(Assignments.stopped(assignment)));
        sink.awaitStatus(assignment.allocId(), ClientStatus.COMPLETE);
    }
}
