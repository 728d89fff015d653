package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.common.NumaAffinity;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.NodeDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random histories of jobs and nodes: a second evaluation of the same state changes nothing, and the fleet is left as it was. Canaries
 * and disconnected nodes may take some evaluations to settle.
 */
class IdempotenceTest {
    private static final int CASES = 600;
    private static final int ROUNDS_MAX = 8;
    private static final NodeStatus[] STATUSES = {
        NodeStatus.READY, NodeStatus.READY, NodeStatus.READY, NodeStatus.DOWN, NodeStatus.DISCONNECTED
    };

    @Test
    void shouldFindNothingToDoTheSecondTime() {
        final long start = Long.getLong("drover.seed", System.nanoTime());
        for (int i = 0; i < Integer.getInteger("drover.oracle.cases", CASES); i++) {
            final long seed = start + i;
            try {
                run(new Random(seed));
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed=" + seed, e);
            }
        }
    }

    private static void run(final Random random) {
        final TestCluster cluster = new TestCluster(64, 4_096);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            final NodeDraft draft = cluster.draft(i);
            final DeviceModel model = new DeviceModel("nvidia", "gpu", "t4");
            for (int device = random.nextInt(4); device > 0; device--) {
                model.instances.add(new DeviceModel.Instance("d" + device, random.nextInt(5) != 0, -1));
            }
            model.draftTo(draft);
            cluster.addNode(i, draft);
        }
        final JobType type = JobType.get((short) random.nextInt(4));
        final SpecBuilder spec = SpecBuilder.of(type);
        final SpecBuilder.Group group =
                spec.group(1 + random.nextInt(type == JobType.SYSTEM ? 1 : 6), 300 + random.nextInt(900), 64);
        group.hasUpdate = type == JobType.SERVICE || type == JobType.SYSTEM;
        group.maxParallel = 1 + random.nextInt(3);
        group.hasReschedule = type == JobType.SERVICE || type == JobType.BATCH;
        final boolean isPlain = random.nextBoolean();
        if (!isPlain && random.nextInt(3) == 0) {
            group.lostAfterMs = 60_000;
        }
        if (random.nextInt(4) == 0) {
            group.replace = false;
        }
        if (random.nextInt(3) == 0) {
            group.port("http", 8_080);
        }
        if (random.nextInt(4) == 0) {
            group.devices.add(new SpecBuilder.Device("gpu", 1 + random.nextInt(2)));
        }
        if (random.nextInt(4) == 0) {
            group.tasks.clear();
            group.cores(1 + random.nextInt(2), 64);
            group.numa = NumaAffinity.get((short) random.nextInt(3));
        }
        final int job = cluster.register(spec);
        for (int step = 0; step < 12; step++) {
            final List<Integer> before = usage(cluster);
            cluster.process(job, type);
            assertThat(usage(cluster)).isEqualTo(before);
            settle(cluster, job, type, isPlain ? 1 : ROUNDS_MAX, "step " + step);
            disturb(cluster, random, job, spec, group, isPlain);
        }
    }

    /** Evaluates again until nothing is left to do; the end of a deployment may let one round more follow. */
    private static void settle(
            final TestCluster cluster, final int job, final JobType type, final int rounds, final String step) {
        int left = rounds;
        String before;
        do {
            left -= cluster.plan.deployment().updateCount() > 0 ? 0 : 1;
            before = cluster.describe();
            cluster.apply(job);
            cluster.process(job, type);
        } while (left > 0 && !isSettled(cluster));
        assertThat(isSettled(cluster))
                .as("%s %s\n%s then\n%s", type, step, before, cluster.describe())
                .isTrue();
    }

    /** Whether at most a deployment ends. */
    private static boolean isSettled(final TestCluster cluster) {
        return cluster.plan.stops().count() == 0
                && cluster.plan.placements().count() == 0
                && cluster.plan.updates().count() == 0
                && cluster.plan.deployment().groupCount() == 0;
    }

    private static List<Integer> usage(final TestCluster cluster) {
        final List<Integer> usage = new ArrayList<>();
        for (int node = 0; node < cluster.fleet.rowLimit(); node++) {
            usage.add(cluster.fleet.cpuUsedMhz(node));
            usage.add(cluster.fleet.memoryUsedMb(node));
            usage.add(cluster.fleet.diskUsedMb(node));
            usage.add(cluster.fleet.allocCount(node));
            usage.add(cluster.fleet.ports().portsInUse(node));
            usage.add(cluster.fleet.devices().inUse(node));
            usage.add(cluster.fleet.coresUsed(node));
        }
        return usage;
    }

    private static void disturb(
            final TestCluster cluster,
            final Random random,
            final int job,
            final SpecBuilder spec,
            final SpecBuilder.Group group,
            final boolean isPlain) {
        cluster.now += random.nextInt(40_000);
        for (final TestCluster.Alloc alloc : cluster.allocs) {
            if (Trial.isClientTerminal(alloc.client)) {
                continue;
            }
            if (alloc.desired != DesiredStatus.RUN) {
                if (random.nextBoolean()) {
                    cluster.client(alloc.row, ClientStatus.COMPLETE);
                }
                continue;
            }
            switch (random.nextInt(8)) {
                case 0 -> cluster.client(alloc.row, ClientStatus.FAILED);
                case 1 -> cluster.client(alloc.row, ClientStatus.COMPLETE);
                case 2 -> alloc.transition = 0b11;
                case 3, 4 -> {
                    alloc.client = ClientStatus.RUNNING;
                    alloc.health = Health.HEALTHY;
                }
                case 5 -> alloc.health = Health.UNHEALTHY;
                default -> alloc.client = ClientStatus.RUNNING;
            }
        }
        final int node = random.nextInt(cluster.fleet.rowLimit());
        cluster.fleet.status(
                node, STATUSES[random.nextInt(STATUSES.length)], random.nextInt(5) != 0, random.nextInt(5) == 0);
        switch (random.nextInt(4)) {
            case 0 -> {
                group.digest++;
                group.canary = isPlain ? 0 : random.nextInt(3);
                cluster.update(job, spec);
            }
            case 1 -> {
                group.count = spec.type == JobType.SYSTEM ? 1 : 1 + random.nextInt(6);
                cluster.update(job, spec);
            }
            default -> assertThat(job).isNotNegative();
        }
    }
}
