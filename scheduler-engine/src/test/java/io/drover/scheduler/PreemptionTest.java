package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.Stops;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    /** Whatever is evicted was lower, was needed, and what is left fits. */
    @Test
    void shouldEvictOnlyWhatIsNeeded() {
        final long seed = Long.getLong("drover.seed", System.nanoTime());
        for (int i = 0; i < 300; i++) {
            new Case(seed + i).run();
        }
    }

    private void node(final int row, final int cpu) {
        cluster.addNode(row, cluster.draft(row).cores(1).capacity(cpu, 8_192, 10_000, 0, 0, 0));
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
                cluster.addNode(
                        i, cluster.draft(i).cores(1).capacity(500 * (1 + random.nextInt(3)), 2_048, 10_000, 0, 0, 0));
            }
            cluster.preempting = true;
            for (int i = 0; i < 8; i++) {
                final SpecBuilder spec = SpecBuilder.service();
                spec.id = "job" + i;
                spec.priority = 10 * (1 + random.nextInt(9));
                spec.group(1 + random.nextInt(4), 100 * (1 + random.nextInt(6)), 64 * (1 + random.nextInt(8)));
                final int job = cluster.register(spec);
                cluster.process(job, JobType.SERVICE);
                verify(spec.priority);
                cluster.apply(job);
                verifyFits();
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
