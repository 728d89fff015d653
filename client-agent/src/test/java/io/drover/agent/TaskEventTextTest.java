package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.driver.DriverException;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.DesiredStatus;
import io.drover.agent.spec.JsonFields;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sequences and texts of task events, as clients know them. */
class TaskEventTextTest {
    private static final String RECEIVED = "Received: Task received by client";
    private static final String SETUP = "Task Setup: Building Task Directory";
    private static final String STARTED = "Started: Task started by client";
    private static final String KILLING = "Killing: Sent interrupt. Waiting 2s before force killing";
    private static final String KILLED = "Killed: Task successfully killed";
    private static final String INTERRUPTED = "Terminated: Exit Code: 130, Signal: 2";

    @TempDir
    Path dataDir;

    private VirtualAgent agent;

    @BeforeEach
    void start() throws IOException {
        agent = new VirtualAgent(dataDir);
    }

    private Assignment run(final String type, final String members) {
        final Assignment assignment = Assignments.of(type, members);
        agent.assign(assignment);
        return assignment;
    }

    @Test
    void batchTaskThatEndsWell() {
        final Assignment a = run("batch", "'Tasks':[" + VirtualAgent.task("main", "") + "]");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.RUNNING);
        agent.exit("main", 0);
        assertThat(agent.events(a, "main")).containsExactly(RECEIVED, SETUP, STARTED, "Terminated: Exit Code: 0");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void taskThatFailsWithoutRestarts() {
        final Assignment a = run("batch", "'Tasks':[" + VirtualAgent.task("main", "") + "]");
        agent.exit("main", 9);
        assertThat(agent.events(a, "main"))
                .containsExactly(
                        RECEIVED,
                        SETUP,
                        STARTED,
                        "Terminated: Exit Code: 9",
                        "Not Restarting: Policy allows no restarts");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.FAILED);
        final JsonNode events = agent.state(a, "main").get("Events");
        assertThat(events.get(3).get("Details").toString())
                .isEqualTo("{\"exit_code\":\"9\",\"oom_killed\":\"false\",\"signal\":\"0\"}");
        assertThat(events.get(4).get("FailsTask").asBoolean()).isTrue();
        assertThat(events.get(4).size()).isEqualTo(24);
    }

    @Test
    void restartsWithinItsPolicyThenFails() {
        final Assignment a = run(
                "service",
                "'Tasks':[{'Name':'main','Driver':'fake','RestartPolicy':{'Attempts':2,'Interval':60000000000,"
                        + "'Delay':50000000,'Mode':'fail'}}]");
        for (int i = 0; i < 3; i++) {
            agent.exit("main", 4);
            agent.advanceSeconds(1);
        }
        assertThat(agent.events(a, "main"))
                .as("the last ten")
                .containsExactly(
                        SETUP,
                        STARTED,
                        "Terminated: Exit Code: 4",
                        "Restarting: Task restarting in 50ms",
                        STARTED,
                        "Terminated: Exit Code: 4",
                        "Restarting: Task restarting in 50ms",
                        STARTED,
                        "Terminated: Exit Code: 4",
                        "Not Restarting: Exceeded allowed attempts 2 in interval 1m0s and mode is \"fail\"");
        assertThat(agent.state(a, "main").get("Restarts").asInt()).isEqualTo(2);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.FAILED);
    }

    @Test
    void waitsForTheNextIntervalInDelayMode() {
        final Assignment a = run(
                "service",
                "'Tasks':[{'Name':'main','Driver':'fake','RestartPolicy':{'Attempts':1,'Interval':60000000000,"
                        + "'Delay':1000000000,'Mode':'delay'}}]");
        agent.exit("main", 1);
        agent.advanceSeconds(1);
        agent.exit("main", 1);
        assertThat(agent.events(a, "main"))
                .last()
                .isEqualTo("Restarting: Exceeded allowed attempts, applying a delay - Task restarting in 59s");
        agent.advanceSeconds(59);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void driverThatCannotStart() {
        agent.driver.refuse("main", DriverException.recoverable("try again"));
        final Assignment a = run(
                "batch",
                "'Tasks':[{'Name':'main','Driver':'fake','RestartPolicy':{'Attempts':1,'Interval':60000000000,"
                        + "'Delay':50000000,'Mode':'fail'}}]");
        agent.advanceSeconds(1);
        assertThat(agent.events(a, "main"))
                .containsExactly(
                        RECEIVED,
                        SETUP,
                        "Driver Failure: try again",
                        "Restarting: Task restarting in 50ms",
                        "Driver Failure: try again",
                        "Not Restarting: Exceeded allowed attempts 1 in interval 1m0s and mode is \"fail\"");
        assertThat(agent.state(a, "main").get("StartedAt").isNull()).isTrue();
    }

    @Test
    void driverThatRefusesForGood() {
        agent.driver.refuse("main", DriverException.permanent("cannot"));
        final Assignment a = run(
                "batch",
                "'Tasks':[{'Name':'main','Driver':'fake','RestartPolicy':{'Attempts':3,'Interval':60000000000}}]");
        assertThat(agent.events(a, "main")).last().isEqualTo("Not Restarting: Error was unrecoverable");
    }

    @Test
    void unknownVariableInTheConfiguration() {
        final Assignment a = run(
                "batch",
                "'Tasks':[{'Name':'main','Driver':'fake','Config':{'command':'${nothing.known}'},"
                        + "'RestartPolicy':{'Attempts':0}}]");
        assertThat(agent.events(a, "main").get(2))
                .isEqualTo("Failed Validation: 2 errors occurred:\n\t* failed to parse config: \n\t* Unknown variable:"
                        + " There is no variable named \"nothing.known\".\n\n");
    }

    @Test
    void unknownDriver() {
        final Assignment a = run("batch", "'Tasks':[{'Name':'main','Driver':'exec9','RestartPolicy':{'Attempts':0}}]");
        assertThat(agent.events(a, "main"))
                .containsExactly(
                        RECEIVED,
                        SETUP,
                        "Driver Failure: failed to initialize task: driver \"exec9\" is not available on this node",
                        "Not Restarting: Policy allows no restarts");
    }

    @Test
    void leaderThatEnds() {
        final Assignment a = run(
                "batch",
                "'Tasks':[" + VirtualAgent.task("lead", ",'Leader':true") + "," + VirtualAgent.task("other", "") + "]");
        agent.exit("lead", 0);
        assertThat(agent.events(a, "other"))
                .containsExactly(
                        RECEIVED,
                        SETUP,
                        STARTED,
                        "Leader Task Dead: Leader Task in Group dead",
                        KILLING,
                        INTERRUPTED,
                        KILLED);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void siblingThatFails() {
        final Assignment a =
                run("batch", "'Tasks':[" + VirtualAgent.task("bad", "") + "," + VirtualAgent.task("good", "") + "]");
        agent.exit("bad", 5);
        assertThat(agent.events(a, "good"))
                .containsExactly(
                        RECEIVED,
                        SETUP,
                        STARTED,
                        "Sibling Task Failed: Task's sibling \"bad\" failed",
                        KILLING,
                        INTERRUPTED,
                        KILLED);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.FAILED);
    }

    @Test
    void allLifecycleHooksInTheirOrder() {
        final Assignment a = run(
                "batch",
                "'Tasks':[" + VirtualAgent.task("pre", ",'Lifecycle':{'Hook':'prestart','Sidecar':false}") + ","
                        + VirtualAgent.task("side", ",'Lifecycle':{'Hook':'prestart','Sidecar':true}") + ","
                        + VirtualAgent.task("main", "") + ","
                        + VirtualAgent.task("after", ",'Lifecycle':{'Hook':'poststart','Sidecar':false}") + ","
                        + VirtualAgent.task("last", ",'Lifecycle':{'Hook':'poststop','Sidecar':false}") + "]");
        assertThat(agent.log).containsExactly("start pre", "start side");
        agent.exit("pre", 0);
        assertThat(agent.log).containsExactly("start pre", "start side", "start main", "start after");
        agent.exit("after", 0);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.RUNNING);
        agent.exit("main", 0);
        assertThat(agent.events(a, "side"))
                .containsExactly(
                        RECEIVED,
                        SETUP,
                        STARTED,
                        "Main Tasks Dead: Main tasks in the group died",
                        KILLING,
                        INTERRUPTED,
                        KILLED);
        assertThat(agent.log).last().isEqualTo("start last");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.RUNNING);
        agent.exit("last", 0);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void prestartThatFails() {
        final Assignment a = run(
                "batch",
                "'Tasks':[" + VirtualAgent.task("pre", ",'Lifecycle':{'Hook':'prestart'}") + ","
                        + VirtualAgent.task("main", "") + ","
                        + VirtualAgent.task("last", ",'Lifecycle':{'Hook':'poststop'}") + "]");
        agent.exit("pre", 3);
        assertThat(agent.events(a, "main"))
                .containsExactly(RECEIVED, "Sibling Task Failed: Task's sibling \"pre\" failed", KILLING);
        assertThat(agent.driver.hasStarted("last")).isTrue();
        agent.exit("last", 0);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.FAILED);
    }

    @Test
    void stopWithShutdownDelay() {
        final Assignment a =
                run("service", "'Tasks':[" + VirtualAgent.task("main", ",'ShutdownDelay':1000000000") + "]");
        agent.assign(Assignments.stopped(a));
        assertThat(agent.events(a, "main"))
                .endsWith(
                        KILLING,
                        "Waiting for shutdown delay: Waiting for shutdown_delay of 1s before killing the task.");
        agent.advanceSeconds(1);
        assertThat(agent.events(a, "main")).endsWith(INTERRUPTED, KILLED);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void stopWithSkippedShutdownDelay() {
        final Assignment a =
                run("service", "'Tasks':[" + VirtualAgent.task("main", ",'ShutdownDelay':60000000000") + "]");
        agent.assign(Assignments.with(
                a, DesiredStatus.STOP, new Assignment.Transition(false, false, true), a.allocModifyIndex() + 1));
        assertThat(agent.events(a, "main"))
                .endsWith(
                        KILLING,
                        "Skipping shutdown delay: Skipping shutdown_delay of 1m0s before killing the task.",
                        INTERRUPTED,
                        KILLED);
    }

    @Test
    void artifactsThatCannotBeHadFailClearly() {
        final Assignment a = run(
                "batch",
                "'Tasks':[" + VirtualAgent.task("main", ",'Artifacts':[{'GetterSource':'http://127.0.0.1:1/y'}]")
                        + "]");
        assertThat(agent.events(a, "main"))
                .contains("Downloading Artifacts: Client is downloading artifacts")
                .anyMatch(event -> event.startsWith(
                        "Failed Artifact Download: failed to download artifact \"http://127.0.0.1:1/y\": getter"));
        assertThat(JsonFields.bool(agent.state(a, "main"), "Failed")).isTrue();
    }

    @Test
    void blocksThatAreNotSupportedAreRefusedClearly() {
        final Assignment a = run("batch", "'Tasks':[" + VirtualAgent.task("main", ",'Vault':{'Role':'x'}") + "]");
        assertThat(agent.events(a, "main"))
                .containsExactly(
                        RECEIVED,
                        "Task hook failed: validate: block \"vault\" is not supported yet",
                        "Not Restarting: Policy allows no restarts");
    }

    @Test
    void templatesAreWrittenAndWrongOnesRefused() {
        final Assignment a = run(
                "service",
                "'Tasks':["
                        + VirtualAgent.task(
                                "main",
                                ",'Templates':[{'EmbeddedTmpl':'A=1','DestPath':'local/x.env','Envvars':true,"
                                        + "'Perms':'0600'}]")
                        + "]");
        assertThat(dataDir.resolve("alloc/" + a.allocId() + "/main/local/x.env"))
                .hasContent("A=1");
        assertThat(agent.driver.task("main").config().env()).containsEntry("A", "1");

        final Assignment b = run(
                "service",
                "'Tasks':["
                        + VirtualAgent.task("main", ",'Templates':[{'EmbeddedTmpl':'{{ env }}','DestPath':'local/y'}]")
                        + "]");
        assertThat(agent.events(b, "main"))
                .last()
                .isEqualTo(
                        "Killing: Template failed: (dynamic): execute: template: :1:3: executing \"\" at <env>: wrong number of"
                                + " args for env: want 1 got 0");
        assertThat(agent.status(b)).isEqualTo(ClientStatus.FAILED);

        final Assignment c = run(
                "service",
                "'Tasks':["
                        + VirtualAgent.task("main", ",'Templates':[{'EmbeddedTmpl':'x','DestPath':'../../../y'}]")
                        + "]");
        assertThat(agent.events(c, "main"))
                .contains("Task hook failed: template: template destination path escapes alloc directory");
    }

    @Test
    void dispatchPayloadIsWritten() {
        // "hello" as one Snappy literal.
        final Assignment a = Assignments.withJobMember(
                Assignments.of(
                        "batch",
                        "'Tasks':[" + VirtualAgent.task("main", ",'DispatchPayload':{'File':'in/p.txt'}") + "]"),
                "Payload",
                "BRBoZWxsbw==");
        agent.assign(a);
        assertThat(dataDir.resolve("alloc/" + a.allocId() + "/main/local/in/p.txt"))
                .hasContent("hello");
    }
}
