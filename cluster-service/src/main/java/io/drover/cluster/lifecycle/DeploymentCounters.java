package io.drover.cluster.lifecycle;

import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.Health;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/** What a deployment counts of its allocations, and the deadline by which it must show progress. */
public final class DeploymentCounters {
    private final ClusterState state;
    private final DeploymentTable deployments;
    private final DeploymentGroupTable groups;
    private final AllocTable allocs;
    private final Step step;

    public DeploymentCounters(final ClusterState state, final Step step) {
        this.state = state;
        this.step = step;
        deployments = state.deployments();
        groups = deployments.groups();
        allocs = state.allocs();
    }

    /** The deployment that an allocation belongs to, or {@link Slab#NULL_ROW}. */
    public int deployment(final int alloc) {
        return allocs.deployment(alloc);
    }

    /** Counts an allocation that was moved to the deployment it refers to. */
    public void onPlaced(final int alloc) {
        if (countPlaced(alloc)) {
            touch(deployment(alloc));
        }
    }

    /**
     * Counts an allocation that was placed for the deployment it refers to.
     *
     * @return whether there is one: {@link #touch} must follow when all are counted.
     */
    public boolean countPlaced(final int alloc) {
        final int group = group(alloc);
        if (Slab.NULL_ROW == group) {
            return false;
        }
        groups.placedAllocs(group, groups.placedAllocs(group) + 1);
        if (0 == groups.requireProgressByMs(group) && groups.progressDeadlineMs(group) > 0) {
            groups.requireProgressByMs(group, step.nowMs() + groups.progressDeadlineMs(group));
        }
        if (allocs.isCanary(alloc)) {
            groups.addCanary(group, allocs.idHigh(alloc), allocs.idLow(alloc));
        }
        return true;
    }

    /** Counts a change of health. Unhealthy to healthy is not counted, as in the reference. */
    public void onHealth(final int alloc, final Health before, final long timestampMs) {
        final int group = group(alloc);
        final Health health = allocs.health(alloc);
        if (Slab.NULL_ROW == group || health == before) {
            return;
        }
        if (before == Health.UNSET && health == Health.HEALTHY) {
            groups.healthyAllocs(group, groups.healthyAllocs(group) + 1);
            if (groups.progressDeadlineMs(group) > 0) {
                final long by = timestampMs + groups.progressDeadlineMs(group);
                groups.requireProgressByMs(group, Math.max(by, groups.requireProgressByMs(group)));
            }
        } else if (health == Health.UNHEALTHY) {
            if (before == Health.HEALTHY) {
                groups.healthyAllocs(group, groups.healthyAllocs(group) - 1);
            }
            groups.unhealthyAllocs(group, groups.unhealthyAllocs(group) + 1);
        }
        touch(deployment(alloc));
    }

    /** Changes the status of a deployment. */
    public void changeStatus(final int deployment, final DeploymentStatus status, final DirectBuffer description) {
        deployments.changeStatus(deployment, status);
        deployments.statusDescription(deployment, state.heap().intern(description));
        if (status == DeploymentStatus.PAUSED || status == DeploymentStatus.RUNNING) {
            rebaseDeadlines(deployment);
        }
        touch(deployment);
    }

    /** Notes a change and keeps the deadline of the deployment right. */
    public void touch(final int deployment) {
        deployments.modifyIndex(deployment, step.index());
        deployments.modifyTimeMs(deployment, step.nowMs());
        step.deployment(deployment);
        schedule(deployment);
    }

    /** Sets the deadline: the earliest of the groups that are not done. */
    public void schedule(final int deployment) {
        long earliest = Long.MAX_VALUE;
        if (deployments.status(deployment) == DeploymentStatus.RUNNING) {
            for (int group = groups.ofDeployment().first(deployment);
                    Slab.NULL_ROW != group;
                    group = groups.ofDeployment().next(group)) {
                if (groups.requireProgressByMs(group) > 0 && !isGroupDone(group)) {
                    earliest = Math.min(earliest, groups.requireProgressByMs(group));
                }
            }
        }
        if (earliest == Long.MAX_VALUE) {
            state.deadlines().cancel(DeadlineKind.DEPLOYMENT_PROGRESS, deployment);
        } else {
            Invariant.check(
                    state.deadlines().schedule(DeadlineKind.DEPLOYMENT_PROGRESS, deployment, earliest),
                    "room for a progress deadline was checked");
        }
    }

    /** Whether a group has as many healthy allocations as its phase asks for. */
    public boolean isGroupDone(final int group) {
        final int desired = groups.desiredCanaries(group) > 0 && !groups.isPromoted(group)
                ? groups.desiredCanaries(group)
                : groups.desiredTotal(group);
        return groups.healthyAllocs(group) >= desired;
    }

    /** The state of an allocation's group in its deployment, or {@link Slab#NULL_ROW}. */
    public int group(final int alloc) {
        final int deployment = deployment(alloc);
        if (Slab.NULL_ROW == deployment) {
            return Slab.NULL_ROW;
        }
        return groups.findByName(deployment, state.versions().groupName(allocs.version(alloc), allocs.group(alloc)));
    }

    private void rebaseDeadlines(final int deployment) {
        for (int group = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            if (groups.progressDeadlineMs(group) > 0) {
                groups.requireProgressByMs(group, step.nowMs() + groups.progressDeadlineMs(group));
            }
        }
    }
}
