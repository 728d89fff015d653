package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Handles as snapshots record them: generation above row. */
final class Handles {
    private Handles() {}

    /** Takes the row of a recorded handle, which must be free. */
    static int restore(final Slab slab, final long handle) {
        final int row = (int) handle;
        slab.restore(row, (int) (handle >>> Integer.SIZE));
        return row;
    }
}
