package io.drover.cluster.eval;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EvalTable;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.plan.PlanBuffer;

/**
 * What evaluations cost besides what the scheduler counts itself, in terms of looking at a node, about 25 nanoseconds: numbers as they
 * were measured, the same on every member.
 */
final class EvalCost {
    /** Every evaluation: its job is read, its classes are judged, and how it ended is written. */
    private static final long PER_EVALUATION = 400;

    /** Each allocation of the job is loaded and reconciled; the scheduler counts one. */
    private static final long PER_ALLOC = 12;

    /** A system job looks at each node for what runs there. */
    private static final long PER_NODE = 5;

    /** A node without room is asked for what might give way, and for who waits for it. */
    private static final long PER_EXHAUSTED_NODE = 10;

    private static final long PER_CHANGE = 100;
    private static final long PER_RELEASED = 6;

    private final ClusterState state;
    private final EvalTable evals;

    EvalCost(final ClusterState state) {
        this.state = state;
        evals = state.evals();
    }

    /** What an evaluation costs whatever comes of it. */
    long least(final int eval) {
        final int job = evals.job(eval);
        if (Slab.NULL_ROW == job) {
            return 1;
        }
        final int version = state.jobs().current(job);
        final long ofAllocs = PER_ALLOC * state.allocs().ofJob().count(job);
        final boolean isOfAllNodes =
                Slab.NULL_ROW != version && isOfAllNodes(state.versions().type(version));
        return PER_EVALUATION
                + ofAllocs
                + (isOfAllNodes ? PER_NODE * state.nodes().rows().count() : 0);
    }

    /** What a plan costs that the scheduler did not count: changes that are written, and nodes that were asked in vain. */
    static long of(final PlanBuffer plan) {
        return PER_CHANGE * (plan.stops().count() + plan.updates().count())
                + PER_EXHAUSTED_NODE * plan.blocked().nodeCount();
    }

    /** What it costs that so many evaluations wait no more. */
    static long ofRelease(final int released) {
        return PER_RELEASED * released;
    }

    private static boolean isOfAllNodes(final JobType type) {
        return JobType.SYSTEM == type || JobType.SYSBATCH == type;
    }
}
