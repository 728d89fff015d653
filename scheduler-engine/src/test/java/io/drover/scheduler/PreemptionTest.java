package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.fleet.NodeDraft;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.Stops;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreemptionTest {
    private final TestCluster cluster = new TestCluster(64, 4_096);
    private int jobs;

    @Test
    void shouldTakeRoomFromTheLowestPriorities() {
        node(0, 1_000);
        final int low = run(10, 1, 400);
        final int middle = run(30, 1, 400);
        cluster.preempting = true;
        final int high = run(70, 1, 500);
        assertThat(cluster.live(high)).hasSize(1);
        assertThat(cluster.live(low)).isEmpty();
        assertThat(cluster.live(middle)).hasSize(1);
        assertThat(cluster.plan.outcomes().count(0, Count.PREEMPTIONS)).isEqualTo(1);
    }

    @Test
    void shouldLeaveWhatIsNotLowerByTen() {
        node(0, 1_000);
        final int present = run(50, 1, 900);
        cluster.preempting = true;
        final int high = run(59, 1, 500);
        assertThat(cluster.live(high)).isEmpty();
        assertThat(cluster.live(present)).hasSize(1);
        assertThat(cluster.plan.outcomes().isFailed(0)).isTrue();
    }

    @Test
    void shouldNotEvictWhereItIsNotConfigured() {
        node(0, 1_000);
        run(10, 1, 900);
        assertThat(cluster.live(run(90, 1, 500))).isEmpty();
    }

    @Test
    void shouldPreferRoomToEviction() {
        node(0, 1_000);
        final int low = run(10, 1, 900);
        node(1, 1_000);
        cluster.preempting = true;
        run(90, 1, 500);
        assertThat(cluster.live(low)).hasSize(1);
        assertThat(cluster.plan.stops().count()).isZero();
    }

    @Test
    void shouldEvictOneThatSufficesInsteadOfMany() {
        node(0, 1_000);
        final int small = run(20, 4, 100);
        final int fitting = run(20, 1, 500);
        cluster.preempting = true;
        run(90, 1, 550);
        assertThat(cluster.live(fitting)).isEmpty();
        assertThat(cluster.live(small)).hasSize(4);
    }

    @Test
    void shouldMakeRoomForSystemJobsOnEachNode() {
        node(0, 1_000);
        node(1, 1_000);
        run(20, 2, 900);
        cluster.preempting = true;
        final SpecBuilder spec = SpecBuilder.of(JobType.SYSTEM);
        spec.id = "system";
        spec.priority = 80;
        spec.group(1, 300, 64);
        final int system = cluster.register(spec);
        cluster.run(system, JobType.SYSTEM);
        assertThat(cluster.live(system)).hasSize(2);
    }

    @Test
    void shouldTakeAStaticPortFromWhoHoldsIt() {
        node(0, 4_000);
        final int holder = ports(20, 8_080, 0);
        final int bystander = ports(10, 0, 0);
        cluster.preempting = true;
        final int high = ports(90, 8_080, 0);
        assertThat(cluster.live(high)).hasSize(1);
        assertThat(cluster.live(holder)).isEmpty();
        assertThat(cluster.live(bystander)).hasSize(1);
    }

    @Test
    void shouldLeaveAPortToWhoMattersAsMuch() {
        node(0, 4_000);
        final int holder = ports(85, 8_080, 0);
        cluster.preempting = true;
        assertThat(cluster.live(ports(90, 8_080, 0))).isEmpty();
        assertThat(cluster.live(holder)).hasSize(1);
        assertThat(Metric.of(cluster.plan, cluster.plan.outcomes().metricOffset(0)).dimensionExhausted)
                .containsOnlyKeys("network: reserved port collision web=8080");
    }

    @Test
    void shouldTakeDevicesFromTheGroupThatMattersLeast() {
        final DeviceModel first = new DeviceModel("nvidia", "gpu", "a");
        final DeviceModel second = new DeviceModel("nvidia", "gpu", "b");
        for (int i = 0; i < 2; i++) {
            first.instances.add(new DeviceModel.Instance("a" + i, true, -1));
            second.instances.add(new DeviceModel.Instance("b" + i, true, -1));
        }
        final NodeDraft draft = cluster.draft(0);
        first.draftTo(draft);
        second.draftTo(draft);
        cluster.addNode(0, draft);
        final int expensive = devices(40, "nvidia/gpu/a", 2);
        final int one = devices(20, "nvidia/gpu/b", 1);
        final int other = devices(20, "nvidia/gpu/b", 1);
        cluster.preempting = true;
        final int high = devices(90, "gpu", 2);
        assertThat(cluster.live(high)).hasSize(1);
        assertThat(cluster.live(expensive)).hasSize(1);
        assertThat(cluster.live(one)).isEmpty();
        assertThat(cluster.live(other)).isEmpty();
        final Metric.Score score = Metric.of(
                        cluster.plan, cluster.plan.placements().metricOffset(0))
                .scores
                .get(0);
        assertThat(score.preemption()).isPositive();
        assertThat(score.parts() & 1 << 8).isNotZero();
    }

    @Test
    void shouldTakeCoresFromWhoMattersLeast() {
        node(0, 4_000);
        final int middle = cores(40, 1);
        final int low = cores(20, 2);
        cluster.preempting = true;
        final int high = cores(90, 2);
        assertThat(cluster.live(high)).hasSize(1);
        assertThat(cluster.live(middle)).hasSize(1);
        assertThat(cluster.live(low)).isEmpty();
    }

    /** Whatever is evicted was lower, was needed, and what is left fits. */
    @Test
    void shouldEvictOnlyWhatIsNeeded() {
        final long seed = Long.getLong("drover.seed", System.nanoTime());
        for (int i = 0; i < 300; i++) {
            new Case(seed + i).run();
        }
    }

    private int ports(final int priority, final int port, final int other) {
        final SpecBuilder spec = SpecBuilder.service();
        spec.id = "job" + jobs++;
        spec.priority = priority;
        spec.group(1, 100, 64).port("web", port).port("rpc", other);
        final int job = cluster.register(spec);
        cluster.run(job);
        return job;
    }

    private int devices(final int priority, final String name, final int count) {
        final SpecBuilder spec = SpecBuilder.service();
        spec.id = "job" + jobs++;
        spec.priority = priority;
        spec.group(1, 100, 64).devices.add(new SpecBuilder.Device(name, count));
        final int job = cluster.register(spec);
        cluster.run(job);
        return job;
    }

    private int cores(final int priority, final int count) {
        final SpecBuilder spec = SpecBuilder.service();
        spec.id = "job" + jobs++;
        spec.priority = priority;
        final SpecBuilder.Group group = spec.group(1, 0, 64);
        group.tasks.clear();
        group.cores(count, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        return job;
    }

    private void node(final int row, final int cpu) {
        cluster.addNode(row, cluster.draft(row).cores(3).capacity(cpu, 8_192, 10_000, 0, 0, 0));
    }

    private int run(final int priority, final int count, final int cpu) {
        final SpecBuilder spec = SpecBuilder.service();
        spec.id = "job" + jobs++;
        spec.priority = priority;
        spec.group(count, cpu, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        return job;
    }

    private static final class Case {
        private final Random random;
        private final long seed;
        private final TestCluster cluster = new TestCluster(64, 4_096);

        Case(final long seed) {
            this.seed = seed;
            random = new Random(seed);
        }

        void run() {
            final int nodes = 1 + random.nextInt(4);
            for (int i = 0; i < nodes; i++) {
                final NodeDraft draft = cluster.draft(i)
                        .cores(4)
                        .capacity(500 * (1 + random.nextInt(3)), 2_048, 10_000, 0, 0, 0)
                        .allocsMax(random.nextInt(3) == 0 ? 4 : 0);
                final DeviceModel model = new DeviceModel("nvidia", "gpu", "t4");
                for (int device = 0; device < 3; device++) {
                    model.instances.add(new DeviceModel.Instance("d" + device, true, -1));
                }
                model.draftTo(draft);
                cluster.addNode(i, draft);
            }
            cluster.preempting = true;
            for (int i = 0; i < 8; i++) {
                final SpecBuilder spec = SpecBuilder.service();
                spec.id = "job" + i;
                spec.priority = 10 * (1 + random.nextInt(9));
                final SpecBuilder.Group group =
                        spec.group(1 + random.nextInt(4), 100 * (1 + random.nextInt(6)), 64 * (1 + random.nextInt(8)));
                if (random.nextInt(3) == 0) {
                    group.port("web", random.nextInt(2) * 8_080);
                }
                if (random.nextInt(3) == 0) {
                    group.devices.add(new SpecBuilder.Device("gpu", 1 + random.nextInt(2)));
                }
                if (random.nextInt(3) == 0) {
                    group.tasks.clear();
                    group.cores(1 + random.nextInt(3), 64);
                }
                final int job = cluster.register(spec);
                cluster.process(job, JobType.SERVICE);
                verify(spec.priority);
                cluster.apply(job);
                verifyFits();
            }
        }

        private void verifyNothingShared() {
            final Set<String> held = new HashSet<>();
            for (final TestCluster.Alloc alloc : cluster.allocs) {
                if (alloc.desired == DesiredStatus.RUN) {
                    for (final int device : alloc.devices) {
                        assertThat(held.add(alloc.node + " device " + device))
                                .as("seed=%d", seed)
                                .isTrue();
                    }
                    for (final int core : alloc.cores) {
                        assertThat(held.add(alloc.node + " core " + core))
                                .as("seed=%d", seed)
                                .isTrue();
                    }
                    for (int i = 0; i < alloc.ports.length; i++) {
                        assertThat(held.add(alloc.node + " port " + alloc.portAddresses[i] + " " + alloc.ports[i]))
                                .as("seed=%d", seed)
                                .isTrue();
                    }
                }
            }
        }

        private void verify(final int priority) {
            final Stops stops = cluster.plan.stops();
            final List<Integer> evicted = new ArrayList<>();
            for (int i = 0; i < stops.count(); i++) {
                final TestCluster.Alloc alloc = cluster.allocs.get(stops.alloc(i));
                assertThat(cluster.allocs().priority(alloc.row))
                        .as("seed=%d", seed)
                        .isLessThanOrEqualTo(priority - 10);
                assertThat(cluster.plan.placements().node(stops.preemptor(i)))
                        .as("seed=%d", seed)
                        .isEqualTo(alloc.node);
                evicted.add(alloc.row);
            }
            assertThat(evicted).as("seed=%d", seed).doesNotHaveDuplicates();
        }

        private void verifyFits() {
            verifyNothingShared();
            for (int node = 0; node < cluster.fleet.rowLimit(); node++) {
                int cpu = 0;
                int memory = 0;
                for (final TestCluster.Alloc alloc : cluster.allocs) {
                    if (alloc.node == node && alloc.desired == DesiredStatus.RUN) {
                        cpu += alloc.cpu;
                        memory += alloc.memory;
                    }
                }
                assertThat(cpu).as("seed=%d", seed).isLessThanOrEqualTo(cluster.fleet.cpuMhz(node));
                assertThat(memory).as("seed=%d", seed).isLessThanOrEqualTo(cluster.fleet.memoryMb(node));
            }
        }
    }
}
