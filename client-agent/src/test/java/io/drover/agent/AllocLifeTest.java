package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.gc.DiskUsage;
import io.drover.agent.gc.GcSettings;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.DesiredStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of allocations in virtual time: services, health, limits, crashes, clean-up. */
class AllocLifeTest {
    private static final String UPDATE =
            ",'Update':{'MaxParallel':1,'HealthCheck':'checks','MinHealthyTime':10000000000,"
                    + "'HealthyDeadline':60000000000}";
    private static final String SERVICE =
            "{'Name':'api','Provider':'nomad','PortLabel':'http','Tags':['a','${NOMAD_ALLOC_INDEX}'],'Checks':["
                    + "{'Name':'alive','Type':'tcp','Interval':2000000000,'Timeout':1000000000,"
                    + "'OnUpdate':'require_healthy'}]}";

    @TempDir
    Path dataDir;

    private VirtualAgent agent;

    @BeforeEach
    void start() throws IOException {
        agent = new VirtualAgent(dataDir);
    }

    private Assignment run(final String type, final String members, final String deploymentId) {
        final Assignment assignment = Assignments.of(
                UUID.randomUUID().toString(),
                type,
                members,
                List.of(new AssignedPort("http", 20_001, 80, "10.0.0.1")),
                deploymentId);
        agent.assign(assignment);
        return assignment;
    }

    @Test
    void groupServicesAreOfferedBeforeTasksStartAndWithdrawnBeforeTheyStop() {
        final Assignment a = run(
                "service",
                "'Services':[" + SERVICE + "],'ShutdownDelay':5000000000,'Tasks':["
                        + VirtualAgent.task("main", ",'Services':[{'Name':'own','Provider':'nomad'}]") + "]",
                "");
        assertThat(agent.log).containsExactly("register api", "start main", "register own");
        assertThat(agent.services)
                .containsOnlyKeys(
                        "_nomad-task-" + a.allocId() + "-group-g-api-http",
                        "_nomad-task-" + a.allocId() + "-main-own-");
        final var api = agent.services.get("_nomad-task-" + a.allocId() + "-group-g-api-http");
        assertThat(api.address()).isEqualTo("10.0.0.1");
        assertThat(api.port()).isEqualTo(20_001);
        assertThat(api.tags()).containsExactly("a", "0");
        assertThat(agent.updates.get(a.allocId()).services()).hasSize(2);

        agent.assign(Assignments.stopped(a));
        assertThat(agent.log).endsWith("deregister api").doesNotContain("stop main");
        agent.advanceSeconds(5);
        assertThat(agent.log).endsWith("deregister api", "deregister own", "stop main");
        assertThat(agent.services).isEmpty();
        assertThat(agent.agent().serviceDigest()).isZero();
        assertThat(agent.updates.get(a.allocId()).services()).isEmpty();
    }

    @Test
    void serviceWithUnknownPortFailsTheAllocation() {
        final Assignment a = run(
                "service",
                "'Services':[{'Name':'api','Provider':'nomad','PortLabel':'none'}],'Tasks':["
                        + VirtualAgent.task("main", "") + "]",
                "");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.FAILED);
        assertThat(agent.events(a, "main"))
                .containsExactly(
                        "Received: Task received by client",
                        "Setup Failure: failed to setup alloc: pre-run hook \"group_services\" failed: unable to get"
                                + " address for service \"api\": invalid port \"none\": port label not found");
    }

    @Test
    void becomesHealthyOnceTasksAndChecksWereFineForLongEnough() {
        agent.checksPass = false;
        final Assignment a = run(
                "service",
                "'Services':[" + SERVICE + "],'Tasks':[" + VirtualAgent.task("main", "") + "]" + UPDATE,
                "deployment");
        agent.advanceSeconds(20);
        assertThat(agent.health(a)).isNull();
        agent.checksPass = true;
        agent.advanceSeconds(2);
        agent.advanceSeconds(8);
        assertThat(agent.health(a)).isNull();
        agent.advanceSeconds(4);
        assertThat(agent.health(a))
                .isNotNull()
                .satisfies(health -> assertThat(health.healthy()).isTrue());
    }

    @Test
    void becomesUnhealthyAtTheDeadlineAndSaysWhy() {
        agent.checksPass = false;
        final Assignment a = run(
                "service",
                "'Services':[" + SERVICE + "],'Tasks':[" + VirtualAgent.task("main", "") + "]" + UPDATE,
                "deployment");
        agent.advanceSeconds(60);
        assertThat(agent.health(a))
                .isNotNull()
                .satisfies(health -> assertThat(health.healthy()).isFalse());
        assertThat(agent.events(a, "main")).last().isEqualTo("Alloc Unhealthy: Services not healthy by deadline: api");
    }

    @Test
    void becomesUnhealthyWhenATaskFails() {
        final Assignment a = run("service", "'Tasks':[" + VirtualAgent.task("main", "") + "]" + UPDATE, "deployment");
        agent.exit("main", 1);
        assertThat(agent.health(a))
                .isNotNull()
                .satisfies(health -> assertThat(health.healthy()).isFalse());
    }

    @Test
    void aStepOfTheWallClockChangesNothing() {
        final Assignment a = run("service", "'Tasks':[" + VirtualAgent.task("main", "") + "]" + UPDATE, "deployment");
        agent.advanceSeconds(5);
        agent.loop.stepWallClock(-3_600 * VirtualAgent.SECOND_NS);
        agent.advanceSeconds(4);
        assertThat(agent.health(a)).isNull();
        agent.loop.stepWallClock(7_200 * VirtualAgent.SECOND_NS);
        agent.advanceSeconds(2);
        assertThat(agent.health(a)).isNotNull();
        assertThat(agent.status(a)).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void failingCheckRestartsItsTask() {
        agent.checksPass = false;
        final Assignment a = run(
                "service",
                "'Tasks':[{'Name':'main','Driver':'fake','RestartPolicy':{'Attempts':2,'Interval':60000000000,"
                        + "'Delay':1000000000},'Services':[{'Name':'own','Provider':'nomad','PortLabel':'http',"
                        + "'Checks':[{'Name':'alive','Type':'tcp','Interval':2000000000,'Timeout':1000000000,"
                        + "'CheckRestart':{'Limit':3,'Grace':0}}]}]}]",
                "");
        agent.advanceSeconds(6);
        assertThat(agent.events(a, "main"))
                .contains(
                        "Restart Signaled: healthcheck: check \"alive\" unhealthy",
                        "Restarting: Task restarting in 1s");
    }

    @Test
    void runsNoLongerThanItMay() {
        final Assignment a =
                run("batch", "'MaxRunDuration':30000000000,'Tasks':[" + VirtualAgent.task("main", "") + "]", "");
        // The assignment says that it was placed at the epoch, so the limit has passed when it arrives.
        agent.advanceSeconds(0);
        assertThat(agent.status(a)).isEqualTo(ClientStatus.COMPLETE);
        assertThat(agent.updates.get(a.allocId()).clientDescription())
                .isEqualTo("allocation exceeded max_run_duration");
    }

    @Test
    void leaderIsEndedFirstAndSidecarsLast() {
        final Assignment a = run(
                "service",
                "'Tasks':[" + VirtualAgent.task("side", ",'Lifecycle':{'Hook':'prestart','Sidecar':true}") + ","
                        + VirtualAgent.task("other", "") + "," + VirtualAgent.task("lead", ",'Leader':true") + "]",
                "");
        agent.driver.task("lead").stubborn();
        agent.assign(Assignments.stopped(a));
        assertThat(agent.log).endsWith("stop lead");
        agent.exit("lead", 0);
        assertThat(agent.log).endsWith("stop lead", "stop other", "stop side");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void siblingThatFailsWhileATaskStartsIsToldAfterTheStart() {
        agent.driver.whileStarting("good", () -> agent.exit("bad", 5));
        final Assignment a = run(
                "batch",
                "'RestartPolicy':{'Attempts':0,'Mode':'fail'},'Tasks':[" + VirtualAgent.task("bad", "") + ","
                        + VirtualAgent.task("good", "") + "]",
                "");
        assertThat(agent.events(a, "good"))
                .extracting(event -> event.substring(0, event.indexOf(':')))
                .containsExactly(
                        "Received", "Task Setup", "Started", "Sibling Task Failed", "Killing", "Terminated", "Killed");
    }

    @Test
    void assignmentThatShouldNotRunIsNeverStarted() {
        final Assignment a = Assignments.of("service", "'Tasks':[" + VirtualAgent.task("main", "") + "]");
        agent.assign(Assignments.with(a, DesiredStatus.STOP, Assignment.Transition.NONE, 20));
        assertThat(agent.driver.hasStarted("main")).isFalse();
        assertThat(agent.status(a)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void olderAssignmentsAreIgnored() {
        final Assignment a = run("service", "'Tasks':[" + VirtualAgent.task("main", "") + "]", "");
        agent.assign(Assignments.with(a, DesiredStatus.STOP, Assignment.Transition.NONE, a.allocModifyIndex()));
        assertThat(agent.status(a)).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void jobThatDoesNotFitIsReportedAsFailed() {
        final Assignment a = Assignments.of("service", "'Tasks':[" + VirtualAgent.task("main", "") + "]");
        final Assignment other = Assignments.withGroup(a, "nosuch");
        agent.assign(other);
        assertThat(agent.status(other)).isEqualTo(ClientStatus.FAILED);
        assertThat(agent.updates.get(a.allocId()).clientDescription())
                .isEqualTo("Unable to add allocation due to error: job \"web\" has no task group \"nosuch\"");
    }

    @Test
    void findsItsTasksAgainAfterACrash() throws IOException {
        final Assignment a =
                run("service", "'Services':[" + SERVICE + "],'Tasks':[" + VirtualAgent.task("main", "") + "]", "");
        final byte[] before = agent.updates.get(a.allocId()).taskStates();
        agent.log.clear();
        agent.crash();
        assertThat(agent.updates.get(a.allocId()).taskStates()).isEqualTo(before);
        assertThat(agent.log).containsExactly("register api");
        assertThat(agent.offered)
                .as("nothing is called complete before its task is found again")
                .containsExactly(0, 1);
        agent.exit("main", 130);
        assertThat(agent.events(a, "main")).contains("Terminated: Exit Code: 130");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.FAILED);
    }

    @Test
    void lostTaskWaitsForTheClusterBeforeItRunsAgain() throws IOException {
        final Assignment a = run("service", "'Tasks':[" + VirtualAgent.task("main", "") + "]", "");
        agent.driver.reboot();
        agent.log.clear();
        agent.crash();
        assertThat(agent.events(a, "main"))
                .last()
                .isEqualTo("Failed Restoring Task: failed to restore task; will not run until server is contacted");
        agent.advanceSeconds(600);
        assertThat(agent.log).isEmpty();
        agent.assign(a);
        assertThat(agent.log).containsExactly("start main");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void endedTasksAreNotRunAgainAfterACrash() throws IOException {
        final Assignment a = run("batch", "'Tasks':[" + VirtualAgent.task("main", "") + "]", "");
        agent.exit("main", 0);
        agent.log.clear();
        agent.crash();
        agent.assign(a);
        assertThat(agent.log).isEmpty();
        assertThat(agent.status(a)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void restartOfAllTasksBeginsWithPrestartTasksAgain() {
        final Assignment a = run(
                "service",
                "'Tasks':[" + VirtualAgent.task("pre", ",'Lifecycle':{'Hook':'prestart'}") + ","
                        + VirtualAgent.task("main", "") + "]",
                "");
        agent.exit("pre", 0);
        agent.log.clear();
        agent.agent().alloc(a.allocId()).restartAll("User requested all tasks to restart");
        agent.loop.run();
        assertThat(agent.log).containsExactly("stop main", "start pre");
        agent.exit("pre", 0);
        assertThat(agent.log).endsWith("start main");
        assertThat(agent.events(a, "pre")).contains("Restart Signaled: User requested all tasks to restart");
        assertThat(agent.status(a)).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void forgottenAllocationsAreEndedAndRemoved() {
        final Assignment a = run("service", "'Tasks':[" + VirtualAgent.task("main", "") + "]", "");
        final Path directory = dataDir.resolve("alloc").resolve(a.allocId());
        assertThat(directory).isDirectory();
        agent.agent().forget(List.of(a.allocId()));
        agent.loop.run();
        assertThat(agent.log).contains("stop main");
        assertThat(directory).doesNotExist();
        assertThat(dataDir.resolve("client/allocs")).isEmptyDirectory();
        agent.assign(a);
        assertThat(agent.agent().alloc(a.allocId())).isNull();
    }

    @Test
    void oldestEndedAllocationsGoWhenThereAreTooMany() throws IOException {
        agent = new VirtualAgent(dataDir.resolve("other"), new GcSettings(60 * VirtualAgent.SECOND_NS, 1, 80, 70, 3));
        final List<Assignment> ended = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ended.add(run("batch", "'Tasks':[" + VirtualAgent.task("main", "") + "]", ""));
            agent.exit("main", 0);
        }
        assertThat(agent.agent().allocs())
                .extracting(alloc -> alloc.allocId())
                .containsExactly(
                        ended.get(2).allocId(),
                        ended.get(3).allocId(),
                        ended.get(4).allocId());
    }

    @Test
    void endedAllocationsGoWhenTheDiskIsFullAndRunningOnesStay() throws IOException {
        final Assignment running = run("service", "'Tasks':[" + VirtualAgent.task("main", "") + "]", "");
        final Assignment ended = run("batch", "'Tasks':[" + VirtualAgent.task("once", "") + "]", "");
        agent.exit("once", 0);
        agent.advanceSeconds(60);
        assertThat(agent.agent().allocs()).hasSize(2);
        agent.disk = new DiskUsage(95, 10);
        agent.advanceSeconds(60);
        assertThat(agent.agent().allocs()).hasSize(1);
        assertThat(Files.exists(dataDir.resolve("alloc").resolve(ended.allocId())))
                .isFalse();
        assertThat(agent.status(running)).isEqualTo(ClientStatus.RUNNING);
    }
}
