package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private final TestCluster cluster = new TestCluster();

    @Test
    void shouldPlaceAllOfACountOnOneNodeWhenPacking() {
        cluster.addNode();
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(1, 500, 256);
        final int job = cluster.register(spec);
        final int other = cluster.register(SpecBuilder.service());
        assertThat(cluster.run(job)).isEqualTo(SchedulingResult.COMPLETE);
        assertThat(cluster.live(job)).hasSize(1);

        final SpecBuilder second = SpecBuilder.service();
        second.group(1, 500, 256);
        cluster.update(other, second);
        cluster.run(other);
        assertThat(cluster.live(other).get(0).node).isEqualTo(cluster.live(job).get(0).node);
    }

    @Test
    void shouldSpreadOneJobBecauseOfAntiAffinity() {
        cluster.addNode();
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(2, 500, 256);
        final int job = cluster.register(spec);
        cluster.run(job);
        assertThat(cluster.live(job).stream().map(alloc -> alloc.node).collect(Collectors.toSet()))
                .hasSize(2);
        assertThat(cluster.plan.outcomes().count(0, Count.PLACE)).isEqualTo(2);
        assertThat(cluster.plan.outcomes().queued(0)).isZero();
    }

    @Test
    void shouldDoNothingWhenEvaluatedAgain() {
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(3, 500, 256);
        final int job = cluster.register(spec);
        cluster.run(job);
        cluster.process(job, JobType.SERVICE);
        assertThat(cluster.plan.isNoOp()).isTrue();
        assertThat(cluster.plan.outcomes().count(0, Count.IGNORE)).isEqualTo(3);
    }

    @Test
    void shouldBlockWhatDoesNotFitAndCountTheRest() {
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(5, 1_500, 256);
        final int job = cluster.register(spec);
        cluster.run(job);
        assertThat(cluster.live(job)).hasSize(2);
        assertThat(cluster.plan.outcomes().isFailed(0)).isTrue();
        assertThat(cluster.plan.outcomes().queued(0)).isEqualTo(3);
        assertThat(cluster.plan.blocked().isNeeded()).isTrue();
        assertThat(cluster.plan.blocked().isEscaped()).isFalse();
        assertThat(cluster.plan.blocked().classCount()).isEqualTo(1);
        assertThat(cluster.plan.blocked().isEligible(0)).isTrue();
    }

    @Test
    void shouldStopTheHighestNamesWhenScaledDown() {
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(4, 100, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        spec.groups.get(0).count = 2;
        cluster.update(job, spec);
        cluster.run(job);
        assertThat(cluster.live(job).stream().map(alloc -> alloc.nameIndex)).containsExactly(0, 1);
        assertThat(cluster.plan.outcomes().count(0, Count.STOP)).isEqualTo(2);
        assertThat(cluster.plan.outcomes().count(0, Count.IN_PLACE_UPDATE)).isEqualTo(2);
    }

    @Test
    void shouldStopEverythingOfAStoppedJob() {
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(2, 100, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        cluster.jobs.get(job).live = false;
        cluster.run(job);
        assertThat(cluster.live(job)).isEmpty();
    }

    @Test
    void shouldReplaceLostAllocations() {
        cluster.addNode();
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(2, 100, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        final int lost = cluster.live(job).get(0).node;
        cluster.fleet.status(lost, NodeStatus.DOWN, true, false);
        cluster.run(job);
        assertThat(cluster.live(job)).hasSize(2).noneMatch(alloc -> alloc.node == lost);
        assertThat(cluster.allocs.stream().filter(alloc -> alloc.client == ClientStatus.LOST))
                .hasSize(1)
                .allMatch(alloc -> alloc.description.equals("alloc is lost since its node is down"));
    }

    @Test
    void shouldRescheduleAFailedAllocationLaterAndThenNow() {
        cluster.addNode();
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(1, 100, 64);
        final int job = cluster.register(spec);
        cluster.run(job);
        final int failedOn = cluster.live(job).get(0).node;
        cluster.client(0, ClientStatus.FAILED);
        cluster.run(job);
        assertThat(cluster.plan.followUps().count()).isEqualTo(1);
        assertThat(cluster.plan.followUps().waitUntilMs(0)).isEqualTo(cluster.now + 30_000);
        assertThat(cluster.live(job)).isEmpty();

        cluster.now += 30_000;
        cluster.allocs.get(0).followUp = 0;
        cluster.run(job);
        assertThat(cluster.live(job)).hasSize(1).noneMatch(alloc -> alloc.node == failedOn);
        assertThat(cluster.allocs.get(0).desired).isEqualTo(DesiredStatus.STOP);
        assertThat(cluster.allocs.get(1).reschedules).hasSize(1);
    }

    @Test
    void shouldFilterByConstraintAndSayWhy() {
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(1, 100, 64).constraint("${attr.kernel.name}", Operand.EQUAL, "darwin");
        final int job = cluster.register(spec);
        cluster.run(job);
        assertThat(cluster.plan.outcomes().isFailed(0)).isTrue();
        final Metric metric = Metric.of(cluster.plan, cluster.plan.outcomes().metricOffset(0));
        assertThat(metric.nodesEvaluated).isEqualTo(1);
        assertThat(metric.nodesFiltered).isEqualTo(1);
        assertThat(metric.constraintFiltered).containsEntry("${attr.kernel.name} equal darwin", 1);
        assertThat(cluster.plan.blocked().isEligible(0)).isFalse();
    }

    @Test
    void shouldAssignDistinctPorts() {
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(3, 100, 64).port("http", 0).port("admin", 0);
        final int job = cluster.register(spec);
        cluster.run(job);
        assertThat(cluster.live(job).stream()
                        .flatMapToInt(alloc -> java.util.Arrays.stream(alloc.ports))
                        .distinct())
                .hasSize(6);
    }

    @Test
    void shouldRefuseATakenStaticPort() {
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(2, 100, 64).port("http", 8080);
        final int job = cluster.register(spec);
        cluster.run(job);
        assertThat(cluster.live(job)).hasSize(1);
        final Metric metric = Metric.of(cluster.plan, cluster.plan.outcomes().metricOffset(0));
        assertThat(metric.dimensionExhausted).containsEntry("network: reserved port collision http=8080", 1);
    }

    @Test
    void shouldRollDestructiveUpdatesByMaxParallel() {
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.service();
        final SpecBuilder.Group group = spec.group(3, 100, 64);
        group.hasUpdate = true;
        final int job = cluster.register(spec);
        cluster.run(job);
        assertThat(cluster.deployments).hasSize(1);
        cluster.allocs.forEach(alloc -> alloc.health = io.drover.sbe.common.Health.HEALTHY);
        cluster.run(job);
        assertThat(cluster.deployments.get(0).status).isEqualTo(io.drover.sbe.common.DeploymentStatus.SUCCESSFUL);

        group.digest = 2;
        cluster.update(job, spec);
        cluster.run(job);
        assertThat(cluster.plan.stops().count()).isEqualTo(1);
        assertThat(cluster.plan.placements().count()).isEqualTo(1);
        assertThat(cluster.plan.placements().isInDeployment(0)).isTrue();
        cluster.run(job);
        assertThat(cluster.plan.isNoOp()).isTrue();
        cluster.allocs.get(3).health = io.drover.sbe.common.Health.HEALTHY;
        cluster.run(job);
        assertThat(cluster.plan.placements().count()).isEqualTo(1);
    }

    @Test
    void shouldGiveNoReasonTwiceForAClassThatWasFoundUnsuitable() {
        final TestCluster small = new TestCluster();
        small.addNode();
        final SpecBuilder changed = SpecBuilder.service();
        changed.group(1, 100, 64);
        final int job = small.register(changed);
        small.run(job);
        changed.groups.get(0).constraint("${attr.kernel.name}", Operand.EQUAL, "plan9");
        small.update(job, changed);
        small.process(job, JobType.SERVICE);
        assertThat(small.plan.outcomes().isFailed(0)).isTrue();
        assertThat(Metric.of(small.plan, small.plan.outcomes().metricOffset(0)).constraintFiltered)
                .containsOnly(Map.entry("computed class ineligible", 1));
    }
}
