package io.drover.cluster.eval;

import io.drover.cluster.feed.ChangeSink;
import io.drover.cluster.lifecycle.JobStatuses;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EvalDetail;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.SummaryTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.EvalInput;
import io.drover.scheduler.Scheduler;
import io.drover.scheduler.SchedulingResult;
import io.drover.scheduler.StateView;
import io.drover.scheduler.offheap.InvariantViolation;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.plan.BlockedPlan;
import io.drover.scheduler.plan.GroupOutcomes;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.PlanBuffer;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Runs evaluations from the queue until the budget of the log entry is used up: the scheduler decides on the state as it is, the plan
 * is applied in a step of its own, and the evaluation ends, blocks, or goes on with the next entry.
 *
 * <pre>
 *  queue ─► scheduler ─► plan ─► step: apply, end evaluation ─► change feed
 *                          '── no room in a table: the evaluation fails, and says which limit to raise
 * </pre>
 */
public final class Evaluator {
    private static final Count[] COUNTS = Count.values();

    private static final DirectBuffer EMPTY = Text.of("");
    private static final DirectBuffer INTERNAL_ERROR = Text.of("failed to process eval: internal error");
    private static final DirectBuffer NO_ROOM = Text.of("failed to process eval: the state has no room for its plan; "
            + "a limit (ALLOCS_MAX, EVALS_MAX, DEPLOYMENTS_MAX, VOLUME_USES_MAX, HOST_VOLUME_CLAIMS_MAX, CSI_CLAIMS_MAX "
            + "or BLOB_BYTES_MAX) must be raised");
    private static final DirectBuffer SUPERSEDED = Text.of("canceled after more recent eval was processed");
    private static final DirectBuffer OTHER_BLOCKED = Text.of("existing blocked evaluation exists for the job");

    private final ClusterState state;
    private final EvalTable evals;
    private final EvalDetail details;
    private final Step step;
    private final EvalQueue queue;
    private final BlockedEvals blocked;
    private final Evaluations evaluations;
    private final Scheduler scheduler;
    private final StateView view;
    private final PlanApplier applier;
    private final PlanRoom room;
    private final JobStatuses statuses;
    private final Consumer<Throwable> internalErrors;
    private final EvalInput input = new EvalInput();
    private final PlanBuffer plan = new PlanBuffer();
    private final EvalCost cost;
    private final NodeWaits nodeWaits;
    private final NodeWaits.Details waitDetails = waiting -> writeDetail(waiting, false, true);

    public Evaluator(
            final ClusterState state,
            final Step step,
            final EvalQueue queue,
            final BlockedEvals blocked,
            final Evaluations evaluations,
            final Scheduler scheduler,
            final StateView view,
            final PlanApplier applier,
            final JobStatuses statuses,
            final Consumer<Throwable> internalErrors) {
        this.internalErrors = internalErrors;
        this.state = state;
        this.step = step;
        this.queue = queue;
        this.blocked = blocked;
        this.evaluations = evaluations;
        this.scheduler = scheduler;
        this.view = view;
        this.applier = applier;
        this.statuses = statuses;
        evals = state.evals();
        details = evals.details();
        cost = new EvalCost(state);
        nodeWaits = new NodeWaits(state, evaluations, blocked);
        room = new PlanRoom(state, evaluations, scheduler.fleet().devices());
    }

    /** Whether evaluations wait for the next entry. */
    public boolean hasWork() {
        return queue.count() > 0 && !state.config().isPaused;
    }

    /**
     * Processes evaluations until they have cost as much as looking at this many nodes. One that would cost more than what is left waits
     * for the next entry, where it is the first, which always has its turn.
     */
    public void run(final long nodeVisits, final ChangeSink changes) {
        long left = nodeVisits - EvalCost.ofRelease(blocked.release());
        for (boolean isFirst = true; left > 0 && hasWork(); isFirst = false) {
            final int eval = queue.take();
            final long before = evaluations.visits();
            final long least = cost.least(eval);
            if (!isFirst && least > left) {
                queue.add(eval);
                return;
            }
            left -= least + process(eval, left - Math.min(least, left / 2), changes) + evaluations.visits() - before;
            left -= EvalCost.ofRelease(blocked.release());
        }
    }

    private long process(final int eval, final long visitsLeft, final ChangeSink changes) {
        if (Slab.NULL_ROW == evals.job(eval)) {
            endWithoutJob(eval, changes);
            return 0;
        }
        prepare(eval);
        final SchedulingResult result;
        try {
            result = scheduler.process(view, input, plan, (int) Math.min(visitsLeft, Integer.MAX_VALUE));
        } catch (final RuntimeException | InvariantViolation ex) {
            internalErrors.accept(ex);
            fail(eval, INTERNAL_ERROR, changes);
            return 0;
        }
        final long visits = scheduler.visits() + EvalCost.of(plan);
        if (!room.isEnough(plan)) {
            fail(eval, NO_ROOM, changes);
        } else if (isStillBlocked(eval, result)) {
            blockAgain(eval);
        } else {
            apply(eval, result, visitsLeft - visits, changes);
        }
        return visits;
    }

    private void prepare(final int eval) {
        final int job = evals.job(eval);
        final int version = state.jobs().current(job);
        input.reset()
                .id(evals.idHigh(eval), evals.idLow(eval))
                .job(job)
                .priority(evals.priority(eval))
                .type(
                        state.versions().isStopped(version)
                                ? JobType.SERVICE
                                : state.versions().type(version))
                .trigger(evals.trigger(eval))
                .isBlocked(evals.status(eval) == EvalStatus.BLOCKED)
                .isDelayed(evals.waitUntilMs(eval) > 0);
        evals.snapshotIndex(eval, step.index());
    }

    /** A blocked evaluation that still places nothing stays as it is, and raises no index. */
    private boolean isStillBlocked(final int eval, final SchedulingResult result) {
        return evals.status(eval) == EvalStatus.BLOCKED
                && result == SchedulingResult.COMPLETE
                && plan.isNoOp()
                && plan.blocked().isNeeded()
                && (!isOfSystem(eval) || nodeWaits.isSettled(eval, evals.job(eval), plan.blocked()));
    }

    private void blockAgain(final int eval) {
        writeDetail(eval, true, true);
        evals.isEscaped(eval, plan.blocked().isEscaped());
        blocked.add(eval);
    }

    private void apply(final int eval, final SchedulingResult result, final long visitsLeft, final ChangeSink changes) {
        final int job = evals.job(eval);
        step.begin();
        applier.apply(eval, plan);
        if (result == SchedulingResult.CONTINUES) {
            evaluations.touch(eval);
            queue.add(eval);
        } else if (isOfSystem(eval) && !nodeWaits.settle(eval, job, plan.blocked(), visitsLeft, waitDetails)) {
            evaluations.touch(eval);
            queue.add(eval);
        } else if (evals.status(eval) == EvalStatus.BLOCKED && waitsOn(eval)) {
            writeQueued(job);
            blockAgain(eval);
            evaluations.touch(eval);
        } else {
            complete(eval, job);
        }
        statuses.update(job);
        step.end(changes);
    }

    /** System jobs wait for single nodes. Evaluations that stop one are those of services. */
    private boolean isOfSystem(final int eval) {
        return state.versions().type(state.jobs().current(evals.job(eval))) == JobType.SYSTEM;
    }

    private boolean waitsOnNodes(final int eval) {
        return isOfSystem(eval) && plan.blocked().nodeCount() > 0;
    }

    /** Whether a blocked evaluation goes on waiting for what it waited for. */
    private boolean waitsOn(final int eval) {
        return blocked.isOfNode(eval)
                ? nodeWaits.isWanted(eval)
                : plan.blocked().isNeeded() && !waitsOnNodes(eval);
    }

    private void complete(final int eval, final int job) {
        writeQueued(job);
        writeDetail(eval, true, false);
        if (plan.blocked().isNeeded() && !waitsOnNodes(eval)) {
            final int former = state.jobs().blockedEval(job);
            if (Slab.NULL_ROW != former) {
                evaluations.end(former, EvalStatus.CANCELED, OTHER_BLOCKED);
            }
            final int waiting = evaluations.createBlocked(job, eval);
            evals.snapshotIndex(waiting, evals.snapshotIndex(eval));
            writeDetail(waiting, false, true);
            evals.isEscaped(waiting, plan.blocked().isEscaped());
            evals.blockedEval(eval, evals.idHigh(waiting), evals.idLow(waiting));
            blocked.add(waiting);
        } else {
            evaluations.cancelBlocked(job, eval);
        }
        evaluations.end(eval, EvalStatus.COMPLETE, EMPTY);
        supersede(job);
    }

    /** Of the job's evaluations in the queue the newest goes on; the others would only repeat it. */
    private void supersede(final int job) {
        boolean isNewest = true;
        int unfinished = state.jobs().unfinishedEvals(job);
        int eval = evals.ofJob().last(job);
        while (unfinished > 0 && Slab.NULL_ROW != eval) {
            final int previous = evals.ofJob().previous(eval);
            if (!EvalTable.isTerminal(evals.status(eval))) {
                unfinished--;
                if (evals.status(eval) == EvalStatus.PENDING && queue.contains(eval)) {
                    if (!isNewest) {
                        evaluations.end(eval, EvalStatus.CANCELED, SUPERSEDED);
                    }
                    isNewest = false;
                }
            }
            eval = previous;
        }
    }

    private void writeQueued(final int job) {
        final GroupOutcomes outcomes = plan.outcomes();
        final SummaryTable summaries = state.summaries();
        boolean isChanged = false;
        for (int i = 0; i < outcomes.count(); i++) {
            final int summary = summaries.find(job, name(outcomes, i));
            if (Slab.NULL_ROW != summary && summaries.queued(summary) != outcomes.queued(i)) {
                summaries.queued(summary, outcomes.queued(i));
                isChanged = true;
            }
        }
        if (isChanged) {
            state.jobs().summaryModifyIndex(job, step.index());
            step.summary(job);
        }
    }

    private void writeDetail(final int eval, final boolean withQueued, final boolean withClasses) {
        final GroupOutcomes outcomes = plan.outcomes();
        details.begin();
        for (int i = 0; withQueued && i < outcomes.count(); i++) {
            details.addQueued(state.heap().share(name(outcomes, i)), outcomes.queued(i));
            for (final Count what : COUNTS) {
                details.addOutcome(what.ordinal(), outcomes.count(i, what));
            }
        }
        final BlockedPlan blockedPlan = plan.blocked();
        for (int i = 0; withClasses && i < blockedPlan.classCount(); i++) {
            details.addClass(blockedPlan.computedClass(i), blockedPlan.isEligible(i));
        }
        for (int i = 0; i < outcomes.count(); i++) {
            if (outcomes.isFailed(i)) {
                details.addFailure(
                        state.heap().share(name(outcomes, i)),
                        plan.metrics(),
                        outcomes.metricOffset(i),
                        outcomes.metricLength(i));
            }
        }
        details.store(eval);
    }

    private int name(final GroupOutcomes outcomes, final int at) {
        return state.versions().groupName(state.versions().rows().resolve(outcomes.spec(at)), outcomes.group(at));
    }

    private void endWithoutJob(final int eval, final ChangeSink changes) {
        step.begin();
        evaluations.end(eval, EvalStatus.COMPLETE, EMPTY);
        step.end(changes);
    }

    private void fail(final int eval, final DirectBuffer description, final ChangeSink changes) {
        step.begin();
        evaluations.end(eval, EvalStatus.FAILED, description);
        statuses.update(evals.job(eval));
        step.end(changes);
    }
}
