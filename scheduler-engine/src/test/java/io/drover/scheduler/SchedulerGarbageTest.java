package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.drover.sbe.common.JobType;
import io.drover.sbe.jobspec.Operand;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerGarbageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 200;
    private static final int ROUNDS = 20;

    private final TestCluster cluster = new TestCluster();

    @Test
    void shouldAllocateNothingWhenPlacing() {
        addNodes();
        final SpecBuilder spec = SpecBuilder.service();
        final SpecBuilder.Group group = spec.group(20, 100, 64);
        group.constraint("${meta.rack}", Operand.SET_CONTAINS_ANY, "r1,r2");
        group.constraint("${attr.version}", Operand.VERSION, ">= 1.2, < 3");
        group.affinity("${meta.rack}", Operand.EQUAL, "r1", 50);
        group.spreads.add(new SpecBuilder.Spread("${meta.rack}", 100, List.of(), List.of()));
        group.port("http", 0).port("admin", 8_080);
        assertNoGarbage(cluster.register(spec), JobType.SERVICE);
    }

    @Test
    void shouldAllocateNothingWhenUpdatingAndFailing() {
        addNodes();
        final SpecBuilder spec = SpecBuilder.service();
        final SpecBuilder.Group group = spec.group(60, 900, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        group.digest = 2;
        group.count = 200;
        cluster.update(job, spec);
        assertNoGarbage(job, JobType.SERVICE);
        assertThat(cluster.plan.outcomes().isFailed(0)).isTrue();
    }

    @Test
    void shouldAllocateNothingForASystemJob() {
        addNodes();
        final SpecBuilder spec = SpecBuilder.of(JobType.SYSTEM);
        spec.group(1, 100, 64);
        assertNoGarbage(cluster.register(spec), JobType.SYSTEM);
    }

    private void addNodes() {
        for (int i = 0; i < 40; i++) {
            cluster.addNode(
                    i,
                    cluster.draft(i)
                            .meta(TestCluster.text("rack"), TestCluster.text("r" + i % 4))
                            .attribute(TestCluster.text("version"), TestCluster.text("1.4." + i % 3)));
        }
    }

    /** The least of some rounds counts: code that is not compiled yet may allocate. */
    private void assertNoGarbage(final int job, final JobType type) {
        for (int i = 0; i < WARM_UP; i++) {
            cluster.process(job, type);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MEASURED; i++) {
                cluster.process(job, type);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes allocated by %d evaluations", MEASURED).isZero();
    }
}
