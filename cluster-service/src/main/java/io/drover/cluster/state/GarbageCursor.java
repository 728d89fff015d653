package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** How far a collection of terminal rows has come: a table, and the last row of it that was looked at. Part of snapshots. */
public final class GarbageCursor {
    public static final int JOBS = 0;
    public static final int EVALS = 1;
    public static final int DEPLOYMENTS = 2;

    public static final int CSI_PLUGINS = 3;
    public static final int CSI_VOLUMES = 4;

    /** Last, so that the allocations of nodes are gone. */
    public static final int NODES = 5;

    private static final int END = 6;

    private int phase;
    private int row = Slab.NULL_ROW;

    public int phase() {
        return phase;
    }

    /** The last row that was looked at, {@link Slab#NULL_ROW} at the beginning. */
    public int row() {
        return row;
    }

    public void row(final int value) {
        row = value;
    }

    public void nextPhase() {
        phase++;
        row = Slab.NULL_ROW;
    }

    public boolean isAtEnd() {
        return phase >= END;
    }

    public void reset() {
        restore(JOBS, Slab.NULL_ROW);
    }

    public void restore(final int phaseValue, final int rowValue) {
        phase = phaseValue;
        row = rowValue;
    }
}
