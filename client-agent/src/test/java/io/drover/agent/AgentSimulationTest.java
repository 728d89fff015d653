package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.FakeDriver.FakeTask;
import io.drover.agent.alloc.AllocRunner;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.ServiceRegistration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random assignments, exits, stops, restarts, refusals, crashes and passing time. After every step no task may run twice and
 * no service may be offered for an allocation that has ended; in the end everything must be gone. A failure prints the seed;
 * {@code -Dseed=} replays it.
 */
class AgentSimulationTest {
    private static final int STEP_COUNT = Integer.getInteger("steps", 300);
    private static final int ALLOC_COUNT_MAX = 12;
    private static final String[] LIFECYCLES = {
        "",
        "",
        "",
        ",'Leader':true",
        ",'Lifecycle':{'Hook':'prestart','Sidecar':true}",
        ",'Lifecycle':{'Hook':'prestart'}",
        ",'Lifecycle':{'Hook':'poststart'}",
        ",'Lifecycle':{'Hook':'poststop'}"
    };

    @TempDir
    Path dataDir;

    private final List<Assignment> assigned = new ArrayList<>();
    private VirtualAgent agent;
    private Random random;

    @Test
    void nothingRunsTwiceAndNothingIsLeftBehind() throws IOException {
        final long seed = Long.getLong("seed", System.nanoTime());
        random = new Random(seed);
        agent = new VirtualAgent(dataDir);
        try {
            for (int i = 0; i < STEP_COUNT; i++) {
                step();
                check();
            }
            finish();
        } catch (final AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void step() throws IOException {
        switch (random.nextInt(12)) {
            case 0, 1 -> assign();
            case 2 -> stop();
            case 3, 4, 5 -> exit();
            case 6, 7, 8 -> agent.advanceSeconds(random.nextDouble() * 20);
            case 9 -> restart();
            case 10 -> agent.checksPass = random.nextBoolean();
            default -> {
                if (random.nextInt(4) == 0) {
                    crash();
                }
            }
        }
    }

    /** After a restart the cluster sends everything that it wants on the node; what is not among it is gone. */
    private void crash() throws IOException {
        // In the middle of something, more often than not.
        final Assignment assignment = make();
        assigned.add(assignment);
        agent.agent().assign(List.of(assignment));
        agent.driver.running().stream().limit(random.nextInt(3)).forEach(task -> task.exit(random.nextInt(2)));
        agent.loop.step(random.nextInt(40));
        agent.crash();
        check();
        assigned.forEach(agent::assign);
        final Set<String> wanted = new HashSet<>();
        assigned.forEach(known -> wanted.add(known.allocId()));
        agent.agent()
                .forget(agent.agent().allocs().stream()
                        .map(AllocRunner::allocId)
                        .filter(allocId -> !wanted.contains(allocId))
                        .toList());
        agent.loop.run();
    }

    private void assign() {
        if (assigned.size() >= ALLOC_COUNT_MAX) {
            final Assignment oldest = assigned.remove(0);
            agent.agent().forget(List.of(oldest.allocId()));
            agent.loop.run();
            return;
        }
        final Assignment assignment = make();
        assigned.add(assignment);
        agent.assign(assignment);
    }

    private Assignment make() {
        final StringBuilder tasks = new StringBuilder();
        final int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            final String lifecycle = i == 0 ? "" : LIFECYCLES[random.nextInt(LIFECYCLES.length)];
            tasks.append(i == 0 ? "" : ",").append(task("t" + i, lifecycle));
        }
        return Assignments.of(
                UUID.randomUUID().toString(),
                random.nextBoolean() ? "service" : "batch",
                "'ShutdownDelay':" + random.nextInt(3) * VirtualAgent.SECOND_NS + ",'Services':[" + service("group")
                        + "],'Tasks':[" + tasks + "],'Update':{'MaxParallel':1,'MinHealthyTime':5000000000,"
                        + "'HealthyDeadline':30000000000}",
                List.of(new AssignedPort("http", 20_000, 0, "10.0.0.1")),
                random.nextBoolean() ? "deployment" : "");
    }

    private String task(final String name, final String lifecycle) {
        return "{'Name':'" + name + "','Driver':'fake','KillTimeout':1000000000,'ShutdownDelay':"
                + random.nextInt(2) * VirtualAgent.SECOND_NS + ",'Services':[" + service(name)
                + "],'RestartPolicy':{'Attempts':" + random.nextInt(3)
                + ",'Interval':60000000000,'Delay':1000000000,'Mode':'" + (random.nextBoolean() ? "fail" : "delay")
                + "'}" + lifecycle + "}";
    }

    private static String service(final String name) {
        return "{'Name':'" + name + "','Provider':'nomad','PortLabel':'http','Checks':[{'Name':'c','Type':'tcp',"
                + "'Interval':2000000000,'Timeout':1000000000,'CheckRestart':{'Limit':4,'Grace':1000000000}}]}";
    }

    private void stop() {
        if (!assigned.isEmpty()) {
            final int index = random.nextInt(assigned.size());
            final Assignment stopped = Assignments.stopped(assigned.get(index));
            assigned.set(index, stopped);
            agent.assign(stopped);
        }
    }

    private void exit() {
        final List<FakeTask> running = agent.driver.running();
        if (!running.isEmpty()) {
            running.get(random.nextInt(running.size())).exit(random.nextInt(3) == 0 ? 1 : 0);
            agent.loop.run();
        }
    }

    private void restart() {
        for (final AllocRunner alloc : List.copyOf(agent.agent().allocs())) {
            if (random.nextInt(4) == 0) {
                if (random.nextBoolean()) {
                    alloc.restartAll("again");
                } else {
                    alloc.restartRunning("again");
                }
            }
        }
        agent.loop.run();
    }

    private void check() {
        final Set<String> running = new HashSet<>();
        for (final FakeTask task : agent.driver.running()) {
            final String name = task.config().allocId() + "/" + task.config().taskName();
            assertThat(running.add(name)).as("%s runs twice", name).isTrue();
        }
        for (final ServiceRegistration service : agent.services.values()) {
            final AllocRunner alloc = agent.agent().alloc(service.allocId());
            assertThat(alloc).as("allocation of service %s", service.id()).isNotNull();
            assertThat(alloc.clientStatus() == ClientStatus.COMPLETE)
                    .as("service %s of an ended allocation", service.id())
                    .isFalse();
        }
        assertThat(agent.agent().registrations()).containsExactlyElementsOf(agent.services.values());
    }

    private void finish() {
        for (final Assignment assignment : assigned) {
            agent.assign(Assignments.stopped(assignment));
        }
        // Poststop tasks run on their own after the stop; they are ended as a user would wait for them.
        for (int i = 0; i < 10; i++) {
            agent.advanceSeconds(30);
            agent.driver.running().forEach(task -> task.exit(0));
        }
        agent.loop.run();
        assertThat(agent.driver.running()).isEmpty();
        assertThat(agent.services).isEmpty();
        assertThat(agent.agent().serviceDigest()).isZero();
        agent.agent()
                .allocs()
                .forEach(alloc -> assertThat(alloc.phase()).as(alloc.allocId()).isEqualTo(AllocRunner.Phase.TERMINAL));
        agent.agent().forget(assigned.stream().map(Assignment::allocId).toList());
        agent.advanceSeconds(60);
        assertThat(agent.agent().allocs()).isEmpty();
        assertThat(dataDir.resolve("alloc")).isEmptyDirectory();
        assertThat(dataDir.resolve("client/allocs")).isEmptyDirectory();
    }
}
