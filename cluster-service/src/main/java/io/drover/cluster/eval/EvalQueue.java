package io.drover.cluster.eval;

import io.drover.cluster.state.EvalTable;
import io.drover.scheduler.offheap.DeadlineQueue;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;

/**
 * Evaluations that are ready to be processed: higher priority first, then the older one, then the lower row. Rebuilt from the table
 * after a restore, so it is no part of snapshots.
 *
 * <pre>
 *  key  | 32767 - priority (16 bits) | create index (47 bits) |     taken lowest first
 * </pre>
 */
public final class EvalQueue {
    /** Highest priority there is; the cluster's own evaluations have it. */
    public static final int PRIORITY_MAX = 32_767;

    private static final int KIND = 0;
    private static final int INDEX_BITS = 47;

    private final EvalTable evals;
    private final DeadlineQueue queue;
    private final DeadlineQueue.Handler onTaken = this::onTaken;
    private int taken;

    public EvalQueue(final EvalTable evals) {
        this.evals = evals;
        queue = new DeadlineQueue(evals.rows().rowCountMax(), evals.rows().rowCountMax());
    }

    /** Becomes equal to the queue of another state. */
    public void copyFrom(final EvalQueue other) {
        queue.copyFrom(other.queue);
    }

    public int count() {
        return queue.count();
    }

    public boolean contains(final int eval) {
        return queue.isScheduled(KIND, eval);
    }

    public void add(final int eval) {
        final long rank = PRIORITY_MAX - (long) Math.min(PRIORITY_MAX, Math.max(0, evals.priority(eval)));
        Invariant.check(
                queue.schedule(KIND, eval, rank << INDEX_BITS | evals.createIndex(eval)),
                "the queue has room for every evaluation");
    }

    public void remove(final int eval) {
        queue.cancel(KIND, eval);
    }

    /** Takes the first one out, or answers {@link Slab#NULL_ROW}. */
    public int take() {
        taken = Slab.NULL_ROW;
        queue.poll(DeadlineQueue.NULL_DEADLINE - 1, 1, onTaken);
        return taken;
    }

    private void onTaken(final int kind, final int eval, final long key) {
        taken = eval;
    }
}
