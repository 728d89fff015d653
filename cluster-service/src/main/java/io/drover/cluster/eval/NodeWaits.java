package io.drover.cluster.eval;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EvalTable;
import io.drover.sbe.common.EvalStatus;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.plan.BlockedPlan;

/**
 * Evaluations of system jobs that wait for one node each. A node that still has no room keeps the evaluation that waits for it; one that
 * has room now, or is wanted no more, loses it. One pass makes and ends a bounded number of them, by what is left of the log entry's budget;
 * the evaluation comes back for the others.
 */
final class NodeWaits {
    /** Evaluations that one pass makes, and that it ends. */
    static final int PER_PASS_MAX = 256;

    /** Looking at all nodes costs so much that a pass makes or ends at least so many, whatever is left of the budget. */
    private static final int PER_PASS_MIN = 128;

    private static final int VISITS_PER_WAIT = 260;

    private final EvalTable evals;
    private final ClusterState state;
    private final Evaluations evaluations;
    private final BlockedEvals blocked;
    private final Bits wanted;

    NodeWaits(final ClusterState state, final Evaluations evaluations, final BlockedEvals blocked) {
        this.state = state;
        this.evaluations = evaluations;
        this.blocked = blocked;
        evals = state.evals();
        wanted = new Bits(state.nodes().rows().rowCountMax());
    }

    /** What a new evaluation waits with. */
    @FunctionalInterface
    interface Details {
        void write(int eval);
    }

    /** Whether nothing is left to do for the nodes of a plan. */
    boolean isSettled(final int eval, final int job, final BlockedPlan plan) {
        boolean isOwn = !blocked.isOfNode(eval) && plan.nodeCount() == 0;
        for (int i = 0; i < plan.nodeCount(); i++) {
            final int waiting = blocked.find(job, plan.node(i));
            if (Slab.NULL_ROW == waiting) {
                return false;
            }
            isOwn |= waiting == eval;
        }
        return isOwn;
    }

    /**
     * Makes and ends evaluations until those wait that the plan names.
     *
     * @param visitsLeft what the log entry may still cost, in terms of looking at a node.
     * @return whether all was done; else the evaluation has to come back.
     */
    boolean settle(
            final int eval, final int job, final BlockedPlan plan, final long visitsLeft, final Details details) {
        final long most = Math.max(PER_PASS_MIN, Math.min(PER_PASS_MAX, visitsLeft / VISITS_PER_WAIT));
        wanted.clearAll();
        int made = 0;
        for (int i = 0; i < plan.nodeCount(); i++) {
            final int node = plan.node(i);
            wanted.set(node);
            if (Slab.NULL_ROW == blocked.find(job, node)) {
                if (made == most) {
                    return false;
                }
                made++;
                final int waiting = evaluations.createBlocked(job, eval);
                evals.nodeId(waiting, state.nodes().idHigh(node), state.nodes().idLow(node));
                evals.snapshotIndex(waiting, evals.snapshotIndex(eval));
                evals.isEscaped(waiting, plan.isEscaped());
                details.write(waiting);
                blocked.add(waiting);
            }
        }
        return endOthers(eval, job, most);
    }

    /** Whether an evaluation waits for a node that was named last. */
    boolean isWanted(final int eval) {
        final int node = state.nodes().find(evals.nodeIdHigh(eval), evals.nodeIdLow(eval));
        return Slab.NULL_ROW != node && wanted.get(node);
    }

    private boolean endOthers(final int successful, final int job, final long most) {
        int unfinished = state.jobs().unfinishedEvals(job);
        int ended = 0;
        int eval = evals.ofJob().last(job);
        while (unfinished > 0 && Slab.NULL_ROW != eval) {
            final int previous = evals.ofJob().previous(eval);
            if (!EvalTable.isTerminal(evals.status(eval))) {
                unfinished--;
                if (eval != successful
                        && EvalStatus.BLOCKED == evals.status(eval)
                        && blocked.isOfNode(eval)
                        && !isWanted(eval)) {
                    if (ended == most) {
                        return false;
                    }
                    ended++;
                    evaluations.endForSuccess(eval, successful);
                }
            }
            eval = previous;
        }
        return true;
    }
}
