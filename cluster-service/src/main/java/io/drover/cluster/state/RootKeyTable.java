package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;

/** Signing keys, few, in the order in which they were made. */
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
}
