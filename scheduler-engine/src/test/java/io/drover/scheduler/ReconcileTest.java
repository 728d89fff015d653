package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.jobspec.DelayFunction;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcileTest {
    private static final int MIGRATE = 0b11;

    private final TestCluster cluster = new TestCluster();
    private final SpecBuilder spec = SpecBuilder.service();
    private final SpecBuilder.Group group = spec.group(3, 100, 64);

    @BeforeEach
    void addNodes() {
        for (int i = 0; i < 4; i++) {
            cluster.addNode();
        }
    }

    @Test
    void shouldTryCanariesAndStopTheirNamesakesOncePromoted() {
        group.hasUpdate = true;
        final int job = registerHealthy();
        group.canary = 1;
        group.digest++;
        cluster.update(job, spec);
        cluster.run(job);
        assertThat(cluster.plan.stops().count()).isZero();
        assertThat(cluster.plan.placements().count()).isEqualTo(1);
        assertThat(cluster.plan.placements().isCanary(0)).isTrue();
        assertThat(cluster.plan.outcomes().count(0, Count.CANARY)).isEqualTo(1);
        assertThat(cluster.deployments.get(1).groups.get(0)).containsExactly(3, 1, 0);
        cluster.run(job);
        assertThat(cluster.plan.isNoOp()).isTrue();

        cluster.allocs.get(3).health = Health.HEALTHY;
        cluster.deployments.get(1).groups.get(0)[2] = 1;
        cluster.run(job);
        assertThat(cluster.allocs.get(0).desired).isEqualTo(DesiredStatus.STOP);
        assertThat(cluster.live(job)).hasSize(3);
        finish(job);
        assertThat(cluster.deployments.get(1).status).isEqualTo(DeploymentStatus.SUCCESSFUL);
        assertThat(cluster.live(job)).hasSize(3).allMatch(alloc -> alloc.deployment == 1);
    }

    @Test
    void shouldKeepTheOldVersionRunningWhileCanariesAreTried() {
        group.hasUpdate = true;
        final int job = registerHealthy();
        cluster.jobs.get(job).promotedSpec = 1;
        group.canary = 1;
        group.digest++;
        cluster.update(job, spec);
        cluster.run(job);
        final int lost = cluster.allocs.get(1).node;
        cluster.fleet.status(lost, NodeStatus.DOWN, true, false);
        cluster.run(job);
        final TestCluster.Alloc replacement = cluster.allocs.stream()
                .filter(alloc -> alloc.previous == 1)
                .findFirst()
                .orElseThrow();
        assertThat(replacement.spec).isEqualTo(1);
        assertThat(replacement.canary).isFalse();
    }

    @Test
    void shouldStopCanariesOfAFailedDeployment() {
        group.hasUpdate = true;
        final int job = registerHealthy();
        group.canary = 2;
        group.digest++;
        cluster.update(job, spec);
        cluster.run(job);
        cluster.deployments.get(1).status = DeploymentStatus.FAILED;
        cluster.run(job);
        assertThat(cluster.live(job)).hasSize(3).noneMatch(alloc -> alloc.canary);
        cluster.run(job);
        assertThat(cluster.plan.isNoOp()).isTrue();
    }

    @Test
    void shouldCancelTheDeploymentOfAnOlderVersion() {
        group.hasUpdate = true;
        final int job = cluster.register(spec);
        cluster.run(job);
        group.digest++;
        cluster.update(job, spec);
        cluster.run(job);
        assertThat(cluster.deployments.get(0).status).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(cluster.deployments.get(1).status).isEqualTo(DeploymentStatus.RUNNING);
    }

    @Test
    void shouldPlaceNothingWhileADeploymentIsPausedButReplaceLostOnes() {
        group.hasUpdate = true;
        final int job = registerHealthy();
        group.digest++;
        cluster.update(job, spec);
        cluster.run(job);
        cluster.deployments.get(1).status = DeploymentStatus.PAUSED;
        cluster.allocs.get(3).health = Health.HEALTHY;
        cluster.run(job);
        assertThat(cluster.plan.isNoOp()).isTrue();
        final int lost = cluster.allocs.get(3).node;
        cluster.fleet.status(lost, NodeStatus.DOWN, true, false);
        cluster.run(job);
        assertThat(cluster.plan.placements().count()).isPositive();
    }

    @Test
    void shouldMigrateOnlyWhenToldTo() {
        final int job = cluster.register(spec);
        cluster.run(job);
        final int draining = cluster.allocs.get(0).node;
        cluster.fleet.status(draining, NodeStatus.READY, true, true);
        cluster.run(job);
        assertThat(cluster.plan.isNoOp()).isTrue();
        cluster.allocs.get(0).transition = MIGRATE;
        cluster.run(job);
        assertThat(cluster.allocs.get(0).description).isEqualTo("alloc is being migrated");
        assertThat(cluster.live(job)).hasSize(3).noneMatch(alloc -> alloc.node == draining && alloc.row != 0);
        assertThat(cluster.allocs.get(3).previous).isZero();
        assertThat(cluster.allocs.get(3).nameIndex).isEqualTo(cluster.allocs.get(0).nameIndex);
    }

    @Test
    void shouldWaitForADisconnectedNodeAndPreferTheOriginal() {
        group.lostAfterMs = 60_000;
        group.reconcile = io.drover.sbe.jobspec.Reconcile.KEEP_ORIGINAL;
        final int job = cluster.register(spec);
        cluster.run(job);
        cluster.allocs.forEach(alloc -> alloc.client = ClientStatus.RUNNING);
        final int away = cluster.allocs.get(0).node;
        cluster.fleet.status(away, NodeStatus.DISCONNECTED, true, false);
        cluster.run(job);
        assertThat(cluster.allocs.get(0).client).isEqualTo(ClientStatus.UNKNOWN);
        assertThat(cluster.plan.followUps().trigger(0)).isEqualTo(EvalTrigger.MAX_DISCONNECT_TIMEOUT);
        cluster.run(job);
        assertThat(cluster.plan.stops().count()).isZero();

        cluster.fleet.status(away, NodeStatus.READY, true, false);
        cluster.allocs.get(0).client = ClientStatus.RUNNING;
        cluster.run(job);
        assertThat(cluster.allocs.get(0).desired).isEqualTo(DesiredStatus.RUN);
        assertThat(cluster.live(job)).hasSize(3);
        cluster.run(job);
        assertThat(cluster.plan.isNoOp()).isTrue();
    }

    @Test
    void shouldLoseWhatIsDisconnectedForTooLong() {
        group.lostAfterMs = 60_000;
        final int job = cluster.register(spec);
        cluster.run(job);
        cluster.allocs.forEach(alloc -> alloc.client = ClientStatus.RUNNING);
        cluster.fleet.status(cluster.allocs.get(0).node, NodeStatus.DISCONNECTED, true, false);
        cluster.run(job);
        cluster.now += 60_000;
        cluster.run(job);
        assertThat(cluster.allocs.get(0).client).isEqualTo(ClientStatus.LOST);
        assertThat(cluster.live(job)).hasSize(3);
    }

    @Test
    void shouldNotReplaceWhatABatchJobCompleted() {
        spec.type = JobType.BATCH;
        final int job = cluster.register(spec);
        cluster.run(job, JobType.BATCH);
        cluster.client(0, ClientStatus.COMPLETE);
        cluster.client(1, ClientStatus.COMPLETE);
        cluster.run(job, JobType.BATCH);
        assertThat(cluster.plan.isNoOp()).isTrue();
        cluster.update(job, spec);
        cluster.run(job, JobType.BATCH);
        assertThat(cluster.plan.placements().count()).isEqualTo(2);
    }

    @Test
    void shouldReplaceWhatAServiceJobCompleted() {
        final int job = cluster.register(spec);
        cluster.run(job);
        cluster.client(0, ClientStatus.COMPLETE);
        cluster.run(job);
        assertThat(cluster.live(job)).hasSize(3);
        assertThat(cluster.allocs.get(3).nameIndex).isZero();
    }

    @Test
    void shouldStopTryingWhenAttemptsAreUsedUp() {
        spec.type = JobType.BATCH;
        group.count = 1;
        group.unlimited = false;
        group.attempts = 1;
        group.intervalMs = 86_400_000;
        group.delayMs = 5_000;
        group.function = DelayFunction.CONSTANT;
        final int job = cluster.register(spec);
        cluster.run(job, JobType.BATCH);
        failAndWait(job, 0);
        assertThat(cluster.live(job)).hasSize(1);
        cluster.client(1, ClientStatus.FAILED);
        cluster.run(job, JobType.BATCH);
        assertThat(cluster.plan.isNoOp()).isTrue();
        assertThat(cluster.live(job)).isEmpty();
    }

    @Test
    void shouldDoubleTheDelay() {
        group.count = 1;
        final int job = cluster.register(spec);
        cluster.run(job);
        failAndWait(job, 0);
        cluster.client(1, ClientStatus.FAILED);
        cluster.run(job);
        assertThat(cluster.plan.followUps().waitUntilMs(0)).isEqualTo(cluster.now + 60_000);
    }

    @Test
    void shouldStopAllWhenTheCountIsZeroOrTheGroupIsGone() {
        spec.group("db", 2, 100, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        group.count = 0;
        cluster.update(job, spec);
        cluster.run(job);
        assertThat(cluster.live(job)).hasSize(2).allMatch(alloc -> alloc.group == 1);
        spec.groups.remove(1);
        cluster.update(job, spec);
        cluster.run(job);
        assertThat(cluster.live(job)).isEmpty();
        assertThat(cluster.plan.outcomes().count()).isEqualTo(2);
        assertThat(cluster.plan.outcomes().count(1, Count.STOP)).isEqualTo(2);
    }

    @Test
    void shouldFollowAGroupThatMovesWithinTheJob() {
        spec.group("db", 1, 100, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        spec.groups.add(spec.groups.remove(0));
        cluster.update(job, spec);
        cluster.run(job);
        assertThat(cluster.plan.placements().count()).isZero();
        assertThat(cluster.plan.stops().count()).isZero();
        assertThat(cluster.plan.updates().count()).isEqualTo(4);
    }

    @Test
    void shouldKeepAFailedAllocationThatCannotBeRescheduled() {
        group.count = 1;
        final int job = cluster.register(spec);
        cluster.run(job);
        for (int node = 0; node < 4; node++) {
            cluster.fleet.status(node, NodeStatus.READY, false, false);
        }
        failAndWait(job, 0);
        assertThat(cluster.allocs.get(0).desired).isEqualTo(DesiredStatus.RUN);
        assertThat(cluster.allocs.get(0).noPlacement).isTrue();
        assertThat(cluster.plan.outcomes().isFailed(0)).isTrue();
        cluster.run(job);
        assertThat(cluster.plan.isNoOp()).isTrue();
    }

    @Test
    void shouldGiveLostAllocationsTimeToStopThemselves() {
        group.stopOnClientAfterMs = 30_000;
        final int job = cluster.register(spec);
        cluster.run(job);
        cluster.fleet.status(cluster.allocs.get(0).node, NodeStatus.DOWN, true, false);
        cluster.run(job);
        assertThat(cluster.plan.followUps().waitUntilMs(0)).isEqualTo(cluster.now + 35_000);
        assertThat(cluster.plan.placements().count()).isZero();
    }

    private void failAndWait(final int job, final int alloc) {
        cluster.client(alloc, ClientStatus.FAILED);
        cluster.run(job, spec.type);
        cluster.now += group.delayMs;
        cluster.allocs.get(alloc).followUp = 0;
        cluster.run(job, spec.type);
    }

    private int registerHealthy() {
        final int job = cluster.register(spec);
        cluster.run(job);
        finish(job);
        return job;
    }

    /** Everything becomes healthy until nothing is left to do. */
    private void finish(final int job) {
        for (int i = 0; i < 10; i++) {
            cluster.live(job).forEach(alloc -> {
                alloc.client = ClientStatus.RUNNING;
                alloc.health = Health.HEALTHY;
            });
            cluster.run(job);
        }
    }
}
