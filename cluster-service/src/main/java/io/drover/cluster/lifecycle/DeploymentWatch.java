package io.drover.cluster.lifecycle;

import io.drover.cluster.eval.DeploymentMaker;
import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.Transition;
import io.drover.cluster.step.Step;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.Health;
import io.drover.scheduler.offheap.Slab;
import java.util.function.IntPredicate;
import org.agrona.DirectBuffer;

/**
 * Moves deployments on: each change of health, and the deadline for progress, lead here. What the reference's watcher does from
 * outside, in rounds, happens in the command that caused it.
 */
public final class DeploymentWatch {
    private static final DirectBuffer BY_WISH = Text.of("Deployment marked as failed");
    private static final DirectBuffer UNHEALTHY = Text.of("Failed due to unhealthy allocations");

    private static final DirectBuffer NO_PROGRESS = Text.of("Failed due to progress deadline");

    private final ClusterState state;
    private final DeploymentTable deployments;
    private final DeploymentGroupTable groups;
    private final AllocTable allocs;
    private final Step step;
    private final Evaluations evaluations;
    private final DeploymentCounters counters;
    private final AllocTransitions transitions;
    private final AutoRevert reverts;
    private final SpecReader specs;

    public DeploymentWatch(
            final ClusterState state,
            final Step step,
            final Evaluations evaluations,
            final DeploymentCounters counters,
            final AllocTransitions transitions,
            final AutoRevert reverts,
            final SpecReader specs) {
        this.reverts = reverts;
        this.specs = specs;
        this.state = state;
        this.step = step;
        this.evaluations = evaluations;
        this.counters = counters;
        this.transitions = transitions;
        deployments = state.deployments();
        groups = deployments.groups();
        allocs = state.allocs();
    }

    /** The health of some of its allocations changed. */
    public void onHealthChanged(final int deployment) {
        if (!DeploymentTable.isActive(deployments.status(deployment))) {
            return;
        }
        if (mustFail(deployment)) {
            fail(deployment, UNHEALTHY, group -> groups.unhealthyAllocs(group) > 0, true);
            return;
        }
        replaceUnhealthy(deployment);
        if (mayPromoteItself(deployment)) {
            promote(deployment, name -> true);
        }
        if (!state.members().has(FeatureLevels.QUIET_DEPLOYMENTS) || mayGoOn(deployment)) {
            evaluate(deployment);
        }
    }

    /**
     * Whether an evaluation would find something to do: more to place, something to replace, or the end. Where all is placed and only
     * waits for its health, each allocation but the last would cause one for nothing. What was placed and lost counts for nothing.
     */
    private boolean mayGoOn(final int deployment) {
        boolean isDone = true;
        int wanted = 0;
        for (int group = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            if (groups.unhealthyAllocs(group) > 0
                    || awaitsPromotion(group)
                    || groups.placedAllocs(group) < groups.desiredTotal(group)) {
                return true;
            }
            isDone &= counters.isGroupDone(group);
            wanted += groups.desiredTotal(group);
        }
        return isDone || countLive(deployment) < wanted;
    }

    private int countLive(final int deployment) {
        int live = 0;
        final int job = deployments.job(deployment);
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            final boolean isLive = allocs.desiredStatus(alloc) == DesiredStatus.RUN
                    && !AllocTable.isClientTerminal(allocs.clientStatus(alloc));
            live += isLive && allocs.deployment(alloc) == deployment ? 1 : 0;
        }
        return live;
    }

    /** The deadline for progress has passed. */
    public void onDeadline(final int deployment) {
        if (deployments.status(deployment) == DeploymentStatus.RUNNING) {
            fail(deployment, NO_PROGRESS, group -> !counters.isGroupDone(group), true);
        }
    }

    /** Somebody said that allocations are unhealthy. */
    public void failUnhealthy(final int deployment) {
        fail(deployment, UNHEALTHY, group -> groups.unhealthyAllocs(group) > 0, false);
    }

    /** Somebody ends a deployment without success. */
    public void failByWish(final int deployment) {
        fail(deployment, BY_WISH, group -> true, true);
    }

    /** Ends a deployment, and takes its job back if one of the groups that are to blame wants that. */
    private void fail(
            final int deployment,
            final DirectBuffer reason,
            final IntPredicate isToBlame,
            final boolean missesStableAloud) {
        final DirectBuffer description =
                reverts.isWanted(deployment, isToBlame) ? reverts.apply(deployment, reason, missesStableAloud) : reason;
        counters.changeStatus(deployment, DeploymentStatus.FAILED, description);
        evaluate(deployment);
    }

    /** The first of the groups meant whose canaries are not all healthy, or {@link Slab#NULL_ROW}. */
    public int findUnpromotable(final int deployment, final IntPredicate isMeant) {
        for (int group = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            if (isMeant.test(groups.name(group))
                    && awaitsPromotion(group)
                    && groups.healthyAllocs(group) < groups.desiredCanaries(group)) {
                return group;
            }
        }
        return Slab.NULL_ROW;
    }

    /** Makes canaries ordinary allocations and lets the update go on. */
    public void promote(final int deployment, final IntPredicate isMeant) {
        boolean isComplete = true;
        for (int group = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            if (awaitsPromotion(group)) {
                if (isMeant.test(groups.name(group))) {
                    promoteGroup(group);
                } else {
                    isComplete = false;
                }
            }
        }
        if (isComplete) {
            deployments.statusDescription(deployment, state.heap().intern(DeploymentMaker.RUNNING));
        }
        counters.touch(deployment);
        // The reference keeps no time of a promotion, and clients read 0.
        deployments.modifyTimeMs(deployment, 0);
        evaluate(deployment);
    }

    public void evaluate(final int deployment) {
        final int job = deployments.job(deployment);
        final int priority = deployments.evalPriority(deployment);
        final int eval = evaluations.create(job, EvalTrigger.DEPLOYMENT_WATCHER, priority);
        state.evals().deploymentId(eval, deployments.idHigh(deployment), deployments.idLow(deployment));
    }

    private void promoteGroup(final int group) {
        groups.isPromoted(group, true);
        if (groups.requireProgressByMs(group) > 0 && groups.progressDeadlineMs(group) > 0) {
            groups.requireProgressByMs(group, step.nowMs() + groups.progressDeadlineMs(group));
        }
        for (int i = 0; i < groups.canaryCount(group); i++) {
            final int alloc = allocs.find(groups.canaryHigh(group, i), groups.canaryLow(group, i));
            if (Slab.NULL_ROW != alloc && allocs.isCanary(alloc)) {
                allocs.isCanary(alloc, false);
                transitions.touchAssignment(alloc);
            }
        }
    }

    /** Without a deadline for progress, or without a replacement to come, one unhealthy allocation is enough. */
    private boolean mustFail(final int deployment) {
        for (int group = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            if (groups.unhealthyAllocs(group) > 0
                    && (0 == groups.progressDeadlineMs(group) || !isReplaceable(deployment, group))) {
                return true;
            }
        }
        return false;
    }

    private boolean isReplaceable(final int deployment, final int group) {
        final int version = deployments.version(deployment);
        return specs.group(version, state.versions().findGroup(version, groups.name(group)))
                .reschedules();
    }

    private void replaceUnhealthy(final int deployment) {
        final int job = deployments.job(deployment);
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            if (allocs.deployment(alloc) == deployment
                    && allocs.health(alloc) == Health.UNHEALTHY
                    && !Transition.has(allocs.transition(alloc), Transition.RESCHEDULE)) {
                allocs.transition(alloc, Transition.with(allocs.transition(alloc), Transition.RESCHEDULE, true));
                transitions.touchAssignment(alloc);
            }
        }
    }

    private boolean mayPromoteItself(final int deployment) {
        boolean hasCanaries = false;
        for (int group = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            if (groups.desiredCanaries(group) > 0 && !groups.isAutoPromote(group)) {
                return false;
            }
            hasCanaries |= awaitsPromotion(group);
        }
        return hasCanaries && Slab.NULL_ROW == findUnpromotable(deployment, name -> true);
    }

    private boolean awaitsPromotion(final int group) {
        return groups.desiredCanaries(group) > 0 && !groups.isPromoted(group);
    }
}
