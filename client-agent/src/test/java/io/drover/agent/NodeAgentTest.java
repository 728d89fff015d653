package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent with real processes. */
@Timeout(60)
class NodeAgentTest {
    @TempDir
    Path dataDir;

    @Test
    void runsAServiceAndStopsIt() throws Exception {
        try (AgentFixture fixture = new AgentFixture(dataDir, true)) {
            final Assignment assignment = Assignments.of(
                    "service", "'Tasks':[" + AgentFixture.shell("main", "echo hello; exec sleep 600") + "]");
            fixture.agent().assign(List.of(assignment));
            assertThat(RecordingSink.states(fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.RUNNING)))
                    .contains("Task received by client", "Building Task Directory", "Task started by client");

            AgentFixture.awaitContent(
                    fixture.allocDir(assignment.allocId()).resolve("alloc/logs/main.stdout.0"), "hello\n");
            fixture.agent().assign(List.of(Assignments.stopped(assignment)));
            assertThat(RecordingSink.states(fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.COMPLETE)))
                    .contains(
                            "Sent interrupt. Waiting 2s before force killing",
                            "Exit Code: 130, Signal: 2",
                            "Task successfully killed");
        }
    }

    @Test
    void batchTaskEndsByItself() throws Exception {
        try (AgentFixture fixture = new AgentFixture(dataDir, true)) {
            final Assignment assignment =
                    Assignments.of("batch", "'Tasks':[" + AgentFixture.shell("main", "exit 0") + "]");
            fixture.agent().assign(List.of(assignment));
            assertThat(RecordingSink.states(fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.COMPLETE)))
                    .contains("Exit Code: 0");
        }
    }

    @Test
    void taskThatIgnoresSignalsIsForcedWithItsChildren() throws Exception {
        try (AgentFixture fixture = new AgentFixture(dataDir, true)) {
            final Assignment assignment = Assignments.of(
                    "service",
                    "'Tasks':["
                            + AgentFixture.shell(
                                    "main",
                                    "trap : INT TERM; sleep 600 & echo $! > local/child; while :; do sleep 1; done")
                            + "]");
            fixture.agent().assign(List.of(assignment));
            fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.RUNNING);
            final Path childFile = fixture.allocDir(assignment.allocId()).resolve("main/local/child");
            final long child = awaitPid(childFile);
            fixture.agent().assign(List.of(Assignments.stopped(assignment)));
            assertThat(RecordingSink.states(fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.COMPLETE)))
                    .contains("Exit Code: 137, Signal: 9", "Task successfully killed");
            ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
        }
    }

    @Test
    void taskRunsOnWhenItsOutputCannotBeWritten() throws Exception {
        try (AgentFixture fixture = new AgentFixture(dataDir, true)) {
            final Assignment assignment = Assignments.of(
                    "service",
                    "'Tasks':[" + AgentFixture.shell("main", "while :; do echo line; sleep 0.1; done") + "]");
            final Path logs = fixture.allocDir(assignment.allocId()).resolve("alloc/logs");
            // A directory where the log should be stands for a disk that refuses to take more.
            Files.createDirectories(logs.resolve("main.stdout.0"));
            fixture.agent().assign(List.of(assignment));
            fixture.sink.await(
                    assignment.allocId(),
                    update -> update.clientStatus() == ClientStatus.RUNNING
                            && RecordingSink.states(update).contains("is the disk full?"));
        }
    }

    @Test
    void secondAgentOnTheSameDirectoryIsRefused() throws Exception {
        try (AgentFixture fixture = new AgentFixture(dataDir, true)) {
            assertThatThrownBy(() -> NodeAgent.start(
                            AgentSettings.defaults(dataDir, true), Map.of(), () -> Assignments.NODE, fixture.sink))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("agent.lock")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void tasksSurviveTheAgentAndAreFoundAgain() throws Exception {
        try (AgentFixture fixture = new AgentFixture(dataDir, false)) {
            final Assignment assignment = Assignments.of(
                    "service", "'Tasks':[" + AgentFixture.shell("main", "echo $$ > local/pid; exec sleep 600") + "]");
            fixture.agent().assign(List.of(assignment));
            final String before =
                    RecordingSink.states(fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.RUNNING));
            final long pid = awaitPid(fixture.allocDir(assignment.allocId()).resolve("main/local/pid"));

            final int known = fixture.sink.updates().size();
            fixture.restart(false);
            fixture.sink.await(
                    assignment.allocId(), update -> fixture.sink.updates().size() > known);
            assertThat(RecordingSink.states(fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.RUNNING)))
                    .isEqualTo(before);
            assertThat(ProcessHandle.of(pid)).isPresent();

            fixture.agent().assign(List.of(Assignments.stopped(assignment)));
            fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.COMPLETE);
        }
    }

    @Test
    void taskThatEndedWhileTheAgentWasAwayIsReported() throws Exception {
        try (AgentFixture fixture = new AgentFixture(dataDir, false)) {
            final Assignment assignment = Assignments.of(
                    "batch",
                    "'Tasks':["
                            + AgentFixture.shell(
                                    "main",
                                    "echo $$ > local/pid; while [ ! -e local/end ]; do sleep 0.05; done; exit 3")
                            + "]");
            fixture.agent().assign(List.of(assignment));
            fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.RUNNING);
            final Path local = fixture.allocDir(assignment.allocId()).resolve("main/local");
            final long pid = awaitPid(local.resolve("pid"));
            fixture.close();
            Files.createFile(local.resolve("end"));
            ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
            fixture.restart(false);
            assertThat(RecordingSink.states(fixture.sink.awaitStatus(assignment.allocId(), ClientStatus.FAILED)))
                    .contains("Exit Code: 3", "Policy allows no restarts");
        }
    }

    private static long awaitPid(final Path file) throws IOException {
        while (!Files.exists(file) || Files.size(file) == 0) {
            Thread.onSpinWait();
        }
        return Long.parseLong(Files.readString(file).strip());
    }
}
