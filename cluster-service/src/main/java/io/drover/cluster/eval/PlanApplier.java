package io.drover.cluster.eval;

import io.drover.cluster.lifecycle.AllocTransitions;
import io.drover.cluster.lifecycle.DeploymentCounters;
import io.drover.cluster.lifecycle.JobStatuses;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.Health;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.plan.AllocUpdates;
import io.drover.scheduler.plan.DeploymentPlan;
import io.drover.scheduler.plan.FollowUps;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.plan.Stops;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Applies a plan within one step, in the order that the plan's lists prescribe. Plans come from the state as it is, so nothing can be
 * rejected any more; room was checked before the step began.
 */
public final class PlanApplier {
    private static final DirectBuffer[] STOP_TEXTS = texts();
    private static final DirectBuffer UNKNOWN_SINCE_DISCONNECTED =
            Text.of("alloc is unknown since its node is disconnected");

    private final ClusterState state;
    private final AllocTable allocs;
    private final EvalTable evals;
    private final Step step;
    private final Evaluations evaluations;
    private final AllocTransitions transitions;
    private final DeploymentCounters counters;
    private final JobStatuses statuses;
    private final Placer placer;
    private final DeploymentMaker deploymentMaker;
    private final UnsafeBuffer preempted = new UnsafeBuffer(new byte[64]);
    private final UnsafeBuffer description = new UnsafeBuffer(0, 0);
    private final Bits touchedJobs;
    private final Bits stopped;
    private final PortMove ports;
    private int[] followUpRows = new int[8];

    public PlanApplier(
            final ClusterState state,
            final Step step,
            final Evaluations evaluations,
            final AllocTransitions transitions,
            final DeploymentCounters counters,
            final JobStatuses statuses,
            final Placer placer,
            final DeploymentMaker deploymentMaker) {
        this.state = state;
        this.step = step;
        this.evaluations = evaluations;
        this.transitions = transitions;
        this.counters = counters;
        this.statuses = statuses;
        this.placer = placer;
        this.deploymentMaker = deploymentMaker;
        allocs = state.allocs();
        evals = state.evals();
        ports = new PortMove(allocs, state.versions());
        stopped = new Bits(allocs.rows().rowCountMax());
        touchedJobs = new Bits(state.jobs().rows().rowCountMax());
    }

    /** Applies all of a plan but what it says of the evaluation itself. */
    public void apply(final int eval, final PlanBuffer plan) {
        final int job = evals.job(eval);
        changeDeployments(plan.deployment());
        createFollowUps(eval, job, plan.followUps());
        final int deployment = deploymentMaker.make(eval, job, plan.deployment());
        nameDeployment(
                eval, Slab.NULL_ROW == deployment ? state.deployments().ofJob().last(job) : deployment);
        stop(plan.stops());
        update(eval, job, deployment, plan.updates());
        forgetStopped(plan.stops());
        placer.place(eval, deployment, plan);
        nameEvicted(plan.stops());
        evaluateEvicted(job);
        evaluateFailed(job, plan.deployment());
    }

    /** An evaluation names the deployment that it goes on with, or else the latest one of its job, however that ended. */
    private void nameDeployment(final int eval, final int deployment) {
        if (Slab.NULL_ROW != deployment) {
            evals.deploymentId(
                    eval,
                    state.deployments().idHigh(deployment),
                    state.deployments().idLow(deployment));
        }
    }

    private void changeDeployments(final DeploymentPlan plan) {
        for (int i = 0; i < plan.updateCount(); i++) {
            counters.changeStatus(plan.updated(i), plan.status(i), DeploymentMaker.text(plan.cause(i)));
            if (plan.cause(i) == DeploymentPlan.Cause.SUCCESSFUL) {
                final int version = state.deployments().version(plan.updated(i));
                state.versions().isStable(version, true);
                state.versions().modifyIndex(version, step.index());
                step.jobVersions(state.versions().job(version));
            }
        }
    }

    private void createFollowUps(final int eval, final int job, final FollowUps plan) {
        if (plan.count() > followUpRows.length) {
            followUpRows = new int[plan.count() * 2];
        }
        for (int i = 0; i < plan.count(); i++) {
            final int row = evaluations.createDelayed(job, plan.trigger(i), evals.priority(eval), plan.waitUntilMs(i));
            evals.previousEval(row, evals.idHigh(eval), evals.idLow(eval));
            evals.snapshotIndex(row, evals.snapshotIndex(eval));
            evals.nextEval(eval, evals.idHigh(row), evals.idLow(row));
            followUpRows[i] = row;
        }
    }

    private void stop(final Stops stops) {
        for (int i = 0; i < stops.count(); i++) {
            final int alloc = stops.alloc(i);
            final boolean isEvicted = Stops.NONE != stops.preemptor(i);
            if (!isEvicted) {
                allocs.desiredDescription(
                        alloc, state.heap().intern(STOP_TEXTS[stops.reason(i).ordinal()]));
            }
            if (Stops.NONE != stops.followUp(i)) {
                followUp(alloc, followUpRows[stops.followUp(i)]);
            }
            final ClientStatus client = stops.clientStatus(i);
            final ClientStatus before = allocs.clientStatus(alloc);
            final boolean keeps = client == ClientStatus.NULL_VAL || AllocTable.isClientTerminal(before);
            transitions.change(alloc, isEvicted ? DesiredStatus.EVICT : DesiredStatus.STOP, keeps ? before : client);
            transitions.touchAssignment(alloc);
            touchedJobs.set(allocs.job(alloc));
            stopped.set(alloc);
        }
    }

    private void forgetStopped(final Stops stops) {
        for (int i = 0; i < stops.count(); i++) {
            stopped.clear(stops.alloc(i));
        }
    }

    private void update(final int eval, final int job, final int deployment, final AllocUpdates updates) {
        for (int i = 0; i < updates.count(); i++) {
            final int alloc = updates.alloc(i);
            switch (updates.kind(i)) {
                case IN_PLACE -> updateInPlace(eval, job, deployment, alloc, updates.group(i));
                case FOLLOW_UP -> {
                    // One that the same plan stops needs no second look.
                    if (!stopped.get(alloc)) {
                        followUp(alloc, followUpRow(updates.followUp(i)));
                    }
                }
                case DISCONNECT -> disconnect(alloc, followUpRow(updates.followUp(i)));
                case RECONNECT -> {
                    allocs.histories().addState(alloc, allocs.clientStatus(alloc), step.nowMs());
                    allocs.followUpEval(alloc, 0, 0);
                }
                case NO_PLACEMENT -> allocs.hasNoPlacement(alloc, true);
            }
            transitions.touchAssignment(alloc);
            touchedJobs.set(allocs.job(alloc));
        }
    }

    private void updateInPlace(final int eval, final int job, final int deployment, final int alloc, final int group) {
        ports.move(alloc, state.jobs().current(job), group);
        allocs.moveToVersion(alloc, state.jobs().current(job));
        allocs.group(alloc, group);
        allocs.jobStatus(alloc, state.jobs().status(job));
        allocs.isJobStable(alloc, state.versions().isStable(state.jobs().current(job)));
        allocs.moveToEval(alloc, eval);
        final long high = Slab.NULL_ROW == deployment ? 0 : state.deployments().idHigh(deployment);
        final long low = Slab.NULL_ROW == deployment ? 0 : state.deployments().idLow(deployment);
        if (high != allocs.deploymentIdHigh(alloc) || low != allocs.deploymentIdLow(alloc)) {
            allocs.deployment(alloc, deployment);
            allocs.health(alloc, Health.UNSET);
            allocs.hasDeploymentStatus(alloc, false);
            allocs.isCanary(alloc, false);
            counters.onPlaced(alloc);
        }
    }

    private void disconnect(final int alloc, final int followUp) {
        transitions.change(alloc, allocs.desiredStatus(alloc), ClientStatus.UNKNOWN);
        allocs.clientDescription(alloc, state.heap().intern(UNKNOWN_SINCE_DISCONNECTED));
        allocs.histories().addState(alloc, ClientStatus.UNKNOWN, step.nowMs());
        followUp(alloc, followUp);
    }

    private void followUp(final int alloc, final int eval) {
        if (Slab.NULL_ROW == eval) {
            allocs.followUpEval(alloc, 0, 0);
        } else {
            allocs.followUpEval(alloc, evals.idHigh(eval), evals.idLow(eval));
        }
    }

    private int followUpRow(final int position) {
        return AllocUpdates.NONE == position ? Slab.NULL_ROW : followUpRows[position];
    }

    /** Evicted ones lie together for each placement that they made room for. */
    private void nameEvicted(final Stops stops) {
        int first = 0;
        while (first < stops.count()) {
            int limit = first + 1;
            while (limit < stops.count() && stops.preemptor(limit) == stops.preemptor(first)) {
                limit++;
            }
            if (Stops.NONE != stops.preemptor(first)) {
                final int by = placer.placed(stops.preemptor(first));
                allocs.resources().reservePreempted(by, limit - first);
                for (int i = first; i < limit; i++) {
                    allocs.resources()
                            .preempted(by, i - first, allocs.idHigh(stops.alloc(i)), allocs.idLow(stops.alloc(i)));
                }
            }
            first = limit;
        }
        describeEvicted(stops);
    }

    private void describeEvicted(final Stops stops) {
        for (int i = 0; i < stops.count(); i++) {
            if (Stops.NONE != stops.preemptor(i)) {
                final int alloc = stops.alloc(i);
                final int by = placer.placed(stops.preemptor(i));
                allocs.preemptedBy(alloc, allocs.idHigh(by), allocs.idLow(by));
                final int length = Text.putUuid(
                        preempted,
                        Text.put(preempted, 0, STOP_TEXTS[StopReason.PREEMPTED.ordinal()]),
                        allocs.idHigh(by),
                        allocs.idLow(by));
                description.wrap(preempted, 0, length);
                allocs.desiredDescription(alloc, state.heap().intern(description));
            }
        }
    }

    private void evaluateEvicted(final int job) {
        touchedJobs.clear(job);
        for (int other = touchedJobs.nextSet(0); Bits.NONE != other; other = touchedJobs.nextSet(other + 1)) {
            evaluations.create(other, EvalTrigger.PREEMPTION, evaluations.priority(other));
            statuses.update(other);
        }
        touchedJobs.clearAll();
    }

    /**
     * Allocations that fail while their deployment runs are its own affair. Once it has succeeded nothing else would look at those that
     * failed after they had been healthy.
     */
    private void evaluateFailed(final int job, final DeploymentPlan plan) {
        boolean hasSucceeded = false;
        for (int i = 0; i < plan.updateCount(); i++) {
            hasSucceeded |= plan.cause(i) == DeploymentPlan.Cause.SUCCESSFUL;
        }
        if (hasSucceeded && hasFailed(job)) {
            evaluations.create(job, EvalTrigger.DEPLOYMENT_WATCHER, evaluations.priority(job));
            statuses.update(job);
        }
    }

    private boolean hasFailed(final int job) {
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            if (allocs.clientStatus(alloc) == ClientStatus.FAILED
                    && allocs.desiredStatus(alloc) == DesiredStatus.RUN
                    && 0 == (allocs.followUpEvalHigh(alloc) | allocs.nextAllocationHigh(alloc))) {
                return true;
            }
        }
        return false;
    }

    private static DirectBuffer[] texts() {
        return Arrays.stream(StopReason.values())
                .map(reason -> Text.of(reason.text()))
                .toArray(DirectBuffer[]::new);
    }
}
