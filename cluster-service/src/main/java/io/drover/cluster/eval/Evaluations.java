package io.drover.cluster.eval;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.IdSource;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Creates and ends evaluations. Callers have asked {@link #hasRoomFor} before they began to apply. */
public final class Evaluations {
    private static final int BYTES_PER_EVAL = 256;

    /** What creating or ending one counts in terms of looking at a node, as it was measured. */
    private static final long VISITS_PER_CHANGE = 80;

    /** What one that waits counts besides: why it waits is written, and what for. */
    private static final long VISITS_PER_BLOCKED = 200;

    private static final DirectBuffer BLOCKED_BY_PLACEMENTS = Text.of("created to place remaining allocations");
    private static final DirectBuffer DELAYED_RESCHEDULE = Text.of("created for delayed rescheduling");
    private static final DirectBuffer DELAYED_DISCONNECT = Text.of("created for delayed disconnect timeout");
    private static final DirectBuffer EVALUATION = Text.of("evaluation \"");
    private static final DirectBuffer SUCCESSFUL = Text.of("\" successful");

    private final ClusterState state;
    private final EvalTable evals;
    private final JobTable jobs;
    private final Step step;
    private final EvalQueue queue;
    private final BlockedEvals blocked;
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[128]);
    private final UnsafeBuffer description = new UnsafeBuffer(0, 0);
    private long visits;

    public Evaluations(final ClusterState state, final Step step, final EvalQueue queue, final BlockedEvals blocked) {
        this.state = state;
        this.step = step;
        this.queue = queue;
        this.blocked = blocked;
        evals = state.evals();
        jobs = state.jobs();
    }

    /** Whether this many evaluations can be created, each of which may be delayed. */
    public boolean hasRoomFor(final int count) {
        return evals.rows().hasRoomFor(count)
                && state.deadlines().hasRoomFor(count)
                && state.heap().hasRoomForUpkeep((long) count * BYTES_PER_EVAL, count);
    }

    /**
     * What creating and ending evaluations has cost so far, in terms of looking at a node. No part of the state: only differences within
     * one log entry mean something.
     */
    public long visits() {
        return visits;
    }

    /** Creates an evaluation of a job and puts it into the queue. */
    public int create(final int job, final EvalTrigger trigger, final int priority) {
        final int eval = insert(job, trigger, priority);
        queue.add(eval);
        return eval;
    }

    /** Creates an evaluation that was caused by a node. */
    public int createForNode(final int job, final EvalTrigger trigger, final int node) {
        final int eval = create(job, trigger, priority(job));
        evals.nodeId(eval, state.nodes().idHigh(node), state.nodes().idLow(node));
        evals.nodeModifyIndex(eval, state.nodes().modifyIndex(node));
        return eval;
    }

    /** Creates an evaluation that waits for its time. */
    public int createDelayed(final int job, final EvalTrigger trigger, final int priority, final long waitUntilMs) {
        final int eval = insert(job, trigger, priority);
        if (trigger == EvalTrigger.ALLOC_RESCHEDULE) {
            describe(eval, DELAYED_RESCHEDULE);
        } else if (trigger == EvalTrigger.MAX_DISCONNECT_TIMEOUT) {
            describe(eval, DELAYED_DISCONNECT);
        }
        evals.waitUntilMs(eval, waitUntilMs);
        Invariant.check(
                state.deadlines().schedule(DeadlineKind.EVAL_WAIT, eval, waitUntilMs), "room for a delay was checked");
        return eval;
    }

    /** Creates an evaluation that waits for capacity, in place of the one that the job may have. */
    public int createBlocked(final int job, final int previousEval) {
        final int eval = insert(job, EvalTrigger.QUEUED_ALLOCS, evals.priority(previousEval));
        visits += VISITS_PER_BLOCKED;
        evals.changeStatus(eval, EvalStatus.BLOCKED);
        evals.type(eval, evals.type(previousEval));
        evals.jobModifyIndex(eval, evals.jobModifyIndex(previousEval));
        evals.previousEval(eval, evals.idHigh(previousEval), evals.idLow(previousEval));
        describe(eval, BLOCKED_BY_PLACEMENTS);
        return eval;
    }

    /** An evaluation whose time has come enters the queue. */
    public void onTime(final int eval) {
        queue.add(eval);
    }

    /** Ends an evaluation. */
    public void end(final int eval, final EvalStatus status, final DirectBuffer description) {
        visits += VISITS_PER_CHANGE;
        abandon(eval);
        evals.changeStatus(eval, status);
        describe(eval, description);
        touch(eval);
    }

    /** An evaluation is about to go: nobody waits for it any more. */
    public void abandon(final int eval) {
        queue.remove(eval);
        blocked.remove(eval);
        state.deadlines().cancel(DeadlineKind.EVAL_WAIT, eval);
        evals.changeStatus(eval, EvalStatus.CANCELED);
    }

    /** Cancels what still waits for capacity, because an evaluation of the same job found places for all. */
    public void cancelBlocked(final int job, final int successful) {
        final int waiting = jobs.blockedEval(job);
        if (Slab.NULL_ROW != waiting && waiting != successful) {
            endForSuccess(waiting, successful);
        }
    }

    /** Cancels an evaluation that has nothing to wait for any more. */
    void endForSuccess(final int waiting, final int successful) {
        int length = Text.put(scratch, 0, EVALUATION);
        length = Text.putUuid(scratch, length, evals.idHigh(successful), evals.idLow(successful));
        length = Text.put(scratch, length, SUCCESSFUL);
        description.wrap(scratch, 0, length);
        end(waiting, EvalStatus.CANCELED, description);
    }

    /** Notes a change of an evaluation. */
    public void touch(final int eval) {
        evals.modifyIndex(eval, step.index());
        evals.modifyTimeMs(eval, step.nowMs());
        step.eval(eval);
    }

    public void describe(final int eval, final DirectBuffer description) {
        evals.statusDescription(eval, state.heap().intern(description));
    }

    /** Priority of a job, 50 when it has no version. */
    public int priority(final int job) {
        final int version = jobs.current(job);
        return Slab.NULL_ROW == version ? 50 : state.versions().priority(version);
    }

    /** Whether clients are told which change of the job an evaluation followed; those that follow nodes and deployments name none. */
    private static boolean isAboutJob(final EvalTrigger trigger) {
        return switch (trigger) {
            case JOB_REGISTER,
                    JOB_DEREGISTER,
                    JOB_SCALING,
                    PERIODIC_JOB,
                    ALLOC_STOP,
                    ALLOC_RESCHEDULE,
                    MAX_DISCONNECT_TIMEOUT -> true;
            default -> false;
        };
    }

    private int insert(final int job, final EvalTrigger trigger, final int priority) {
        visits += VISITS_PER_CHANGE;
        final IdSource id = step.nextId();
        final int eval = evals.insert(
                id.high(),
                id.low(),
                step.index(),
                job,
                state.heap().share(jobs.namespace(job)),
                state.heap().share(jobs.jobId(job)));
        final int version = jobs.current(job);
        evals.type(
                eval,
                Slab.NULL_ROW == version ? JobType.SERVICE : state.versions().type(version));
        evals.trigger(eval, trigger);
        evals.priority(eval, priority);
        evals.jobModifyIndex(eval, isAboutJob(trigger) ? jobs.jobModifyIndex(job) : 0);
        evals.createTimeMs(eval, step.nowMs());
        touch(eval);
        return eval;
    }
}
