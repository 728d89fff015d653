package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.jobspec.Operand;
import org.junit.jupiter.api.Test;

class SystemJobTest {
    private final TestCluster cluster = new TestCluster();
    private final SpecBuilder spec = SpecBuilder.of(JobType.SYSTEM);

    @Test
    void shouldRunOnEveryNodeOnce() {
        cluster.addNode();
        cluster.addNode();
        final int job = register();
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.live(job)).hasSize(2);
        cluster.process(job, JobType.SYSTEM);
        assertThat(cluster.plan.isNoOp()).isTrue();

        cluster.addNode();
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.live(job)).hasSize(3);
    }

    @Test
    void shouldPassOverUnsuitableNodesInSilence() {
        cluster.addNode();
        cluster.addNode(1, cluster.draft(1).attribute(TestCluster.text("gpu"), TestCluster.text("yes")));
        final SpecBuilder.Group group = spec.group(1, 100, 64);
        group.constraint("${attr.gpu}", Operand.EQUAL, "yes");
        final int job = cluster.register(spec);
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.live(job)).hasSize(1).allMatch(alloc -> alloc.node == 1);
        assertThat(cluster.plan.outcomes().isFailed(0)).isFalse();
        assertThat(cluster.plan.outcomes().queued(0)).isZero();
    }

    @Test
    void shouldFailWhenNoNodeSuits() {
        cluster.addNode();
        spec.group(1, 100, 64).constraint("${attr.gpu}", Operand.EQUAL, "yes");
        final int job = cluster.register(spec);
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.plan.outcomes().isFailed(0)).isTrue();
    }

    @Test
    void shouldWaitForTheNodeThatHasNoRoom() {
        cluster.addNode();
        cluster.addNode(1, cluster.draft(1).cores(1).capacity(100, 8_192, 10_000, 0, 0, 0));
        spec.group(1, 200, 64);
        final int job = cluster.register(spec);
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.live(job)).hasSize(1);
        assertThat(cluster.plan.outcomes().isFailed(0)).isTrue();
        assertThat(cluster.plan.blocked().nodeCount()).isEqualTo(1);
        assertThat(cluster.plan.blocked().node(0)).isEqualTo(1);
        assertThat(cluster.plan.outcomes().queued(0)).isEqualTo(1);
    }

    @Test
    void shouldReplaceAnEndedAllocationButNotOneOfASysbatchJob() {
        cluster.addNode();
        final int job = register();
        cluster.run(job, JobType.SYSTEM);
        cluster.client(0, ClientStatus.FAILED);
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.live(job)).hasSize(1);
        assertThat(cluster.allocs.get(1).previous).isZero();

        final SpecBuilder batch = SpecBuilder.of(JobType.SYSBATCH);
        batch.group(1, 100, 64);
        final int other = cluster.register(batch);
        cluster.run(other, JobType.SYSBATCH);
        cluster.client(cluster.live(other).get(0).row, ClientStatus.COMPLETE);
        cluster.run(other, JobType.SYSBATCH);
        assertThat(cluster.plan.isNoOp()).isTrue();
        cluster.update(other, batch);
        cluster.run(other, JobType.SYSBATCH);
        assertThat(cluster.live(other)).hasSize(1);
    }

    @Test
    void shouldLoseAllocationsWithTheirNodeAndNotMoveThem() {
        cluster.addNode();
        cluster.addNode();
        final int job = register();
        cluster.run(job, JobType.SYSTEM);
        cluster.fleet.status(0, NodeStatus.DOWN, true, false);
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.live(job)).hasSize(1);
        assertThat(cluster.plan.placements().count()).isZero();
    }

    @Test
    void shouldUpdateNodeByNode() {
        cluster.addNode();
        cluster.addNode();
        final SpecBuilder.Group group = spec.group(1, 100, 64);
        group.hasUpdate = true;
        final int job = cluster.register(spec);
        cluster.run(job, JobType.SYSTEM);
        cluster.allocs.forEach(alloc -> alloc.health = Health.HEALTHY);
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.deployments.get(0).status).isEqualTo(DeploymentStatus.SUCCESSFUL);

        group.digest = 2;
        cluster.update(job, spec);
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.plan.placements().count()).isEqualTo(1);
        assertThat(cluster.deployments.get(1).groups.get(0)[0]).isEqualTo(2);
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.plan.isNoOp()).isTrue();
        cluster.allocs.get(2).health = Health.HEALTHY;
        cluster.run(job, JobType.SYSTEM);
        cluster.allocs.get(3).health = Health.HEALTHY;
        cluster.run(job, JobType.SYSTEM);
        assertThat(cluster.deployments.get(1).status).isEqualTo(DeploymentStatus.SUCCESSFUL);
    }

    private int register() {
        spec.group(1, 100, 64);
        return cluster.register(spec);
    }
}
