package io.drover.cluster.state;

import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;

/**
 * Ids of others that few allocations name: which one it replaced, which one replaced it, what is evaluated later on its account, what
 * evicted it; and its node, evaluation and deployment when those are no longer there. An allocation has a row here from the first such id
 * on, so there is always room.
 *
 * <pre>
 *  | node (16) | evaluation (16) | deployment (16) | previous (16) | next (16) | follow-up (16) | preempted by (16) |     0 = none
 * </pre>
 */
final class AllocRelations {
    /** Offsets of ids. */
    static final int NODE = 0;

    private static final int ID_LENGTH = 2 * Long.BYTES;
    static final int EVAL = NODE + ID_LENGTH;
    static final int DEPLOYMENT = EVAL + ID_LENGTH;
    static final int PREVIOUS = DEPLOYMENT + ID_LENGTH;
    static final int NEXT = PREVIOUS + ID_LENGTH;
    static final int FOLLOW_UP = NEXT + ID_LENGTH;
    static final int PREEMPTED_BY = FOLLOW_UP + ID_LENGTH;
    private static final int ROW_LENGTH = PREEMPTED_BY + ID_LENGTH;

    private final Slab allocs;
    private final Slab rows;

    AllocRelations(final Slab allocs) {
        this.allocs = allocs;
        rows = new Slab(ROW_LENGTH, allocs.rowCountMax());
    }

    Slab rows() {
        return rows;
    }

    long high(final int alloc, final int id) {
        final int row = row(alloc);
        return Slab.NULL_ROW == row ? 0 : rows.getLong(row, id);
    }

    long low(final int alloc, final int id) {
        final int row = row(alloc);
        return Slab.NULL_ROW == row ? 0 : rows.getLong(row, id + Long.BYTES);
    }

    void set(final int alloc, final int id, final long high, final long low) {
        int row = row(alloc);
        if (Slab.NULL_ROW == row) {
            if (0 == (high | low)) {
                return;
            }
            row = rows.allocate();
            Invariant.check(Slab.NULL_ROW != row, "there is a row of relations for each allocation", alloc);
            allocs.putRow(alloc, AllocDescriptor.RELATIONS, row);
        }
        rows.putLong(row, id, high);
        rows.putLong(row, id + Long.BYTES, low);
    }

    /** The allocation goes. */
    void free(final int alloc) {
        final int row = row(alloc);
        if (Slab.NULL_ROW != row) {
            rows.free(row);
        }
    }

    private int row(final int alloc) {
        return allocs.getRow(alloc, AllocDescriptor.RELATIONS);
    }
}
