package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;

/** Edges, few, found by walking. */
public final class EdgeTable extends EdgeRows {
    EdgeTable(final Limits limits, final Heap heap) {
        super(limits.intValue(Limits.Key.EDGES_MAX), heap);
    }

    /** The row of an edge, or {@link Slab#NULL_ROW}. */
    public int find(final long edgeId) {
        for (int row = slab.first(); Slab.NULL_ROW != row; row = slab.next(row)) {
            if (id(row) == edgeId) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** Adds an edge. There must be room. */
    public int insert(final long edgeId) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for an edge was checked");
        id(row, edgeId);
        return row;
    }

    /** Adds an edge in the row that a snapshot recorded. */
    public int restore(final int row, final long edgeId) {
        slab.restore(row, 1);
        id(row, edgeId);
        return row;
    }

    public void remove(final int row) {
        freeRow(row);
    }
}
