package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.JobType;
import io.drover.sbe.jobspec.Operand;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random jobs on random clusters: with a node more there is room for at least as many allocations. */
class MonotoneTest {
    private static final int CASES = 300;

    @Test
    void shouldPlaceNoLessWithANodeMore() {
        final long start = Long.getLong("drover.seed", System.nanoTime());
        for (int i = 0; i < CASES; i++) {
            final long seed = start + i;
            final int nodeCount = 1 + new Random(~seed).nextInt(12);
            final int fewer = placed(seed, nodeCount);
            final int more = placed(seed, nodeCount + 1);
            assertThat(more).as("seed=%d", seed).isGreaterThanOrEqualTo(fewer);
        }
    }

    /** Nodes and jobs of the case with this many nodes: both draw from generators of their own. */
    private static int placed(final long seed, final int nodeCount) {
        final OracleTest.Case source = new OracleTest.Case(seed);
        final TestCluster cluster = new TestCluster(64, 4_096);
        for (int number = 0; number < nodeCount; number++) {
            final NodeModel node = new NodeModel(number);
            final Random random = new Random(seed * 31 + number);
            node.datacenter = "dc" + (1 + random.nextInt(3));
            node.cpu = 1_000 * (1 + random.nextInt(5));
            node.memory = 1_024 * (1 + random.nextInt(8));
            node.keys.put("meta.rack", "r" + random.nextInt(4));
            OracleTest.addHardware(node, random);
            node.draftTo(cluster.fleet.draft());
            cluster.addNode(number, cluster.fleet.draft());
        }
        final SpecBuilder spec = source.randomSpec(0);
        while (spec.groups.size() > 1) {
            spec.groups.remove(1);
        }
        // A value that is used up once takes nodes from later allocations: which, depends on the first choice.
        spec.constraints.removeIf(constraint -> constraint.operand() == Operand.DISTINCT_PROPERTY);
        spec.groups.get(0).constraints.removeIf(constraint -> constraint.operand() == Operand.DISTINCT_PROPERTY);
        spec.groups.get(0).count = 20;
        final int job = cluster.register(spec);
        cluster.process(job, JobType.SERVICE);
        return cluster.plan.placements().count();
    }
}
