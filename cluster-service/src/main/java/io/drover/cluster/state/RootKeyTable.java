package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;

/** Root keys, few, found by walking. The first row is the key that the cluster was born with. */
public final class RootKeyTable extends RootKeyRows {
    RootKeyTable(final Limits limits, final Heap heap) {
        super(limits.intValue(Limits.Key.ROOT_KEYS_MAX), heap);
    }

    /** Adds a key. There must be room. */
    public int insert(final long high, final long low) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a root key was checked");
        id(row, high, low);
        return row;
    }

    /** Adds a key in the row that a snapshot recorded. */
    public int restore(final int row, final long high, final long low) {
        slab.restore(row, 1);
        id(row, high, low);
        return row;
    }

    /** The row of a key, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        for (int row = slab.first(); Slab.NULL_ROW != row; row = slab.next(row)) {
            if (idHigh(row) == high && idLow(row) == low) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** The active key, or {@link Slab#NULL_ROW}. */
    public int active() {
        for (int row = slab.first(); Slab.NULL_ROW != row; row = slab.next(row)) {
            if (isActive(row)) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** Whether this is the key that the cluster was born with, from which the secret of its links follows: it is never erased. */
    public boolean isFirst(final int row) {
        return row == slab.first();
    }

    public void remove(final int row) {
        freeRow(row);
    }

    /** Counts variables that a key sealed; a key of zeros is none. */
    void addSealed(final long high, final long low, final int delta) {
        if ((high | low) != 0) {
            final int row = find(high, low);
            Invariant.check(Slab.NULL_ROW != row, "the key of a variable is there");
            sealedCount(row, sealedCount(row) + delta);
        }
    }
}
