package io.drover.cluster.state;

import io.drover.sbe.common.TableId;

/** For each table the index of the last step that changed it, and the index of the last step of all. */
public final class IndexTable {
    private static final int TABLE_COUNT = TableId.NULL_VAL.value();

    private final long[] indexes = new long[TABLE_COUNT];
    private long last;

    /** Index of the last step. */
    public long last() {
        return last;
    }

    /** Index of the last step that changed a table, 0 when none did. */
    public long of(final TableId table) {
        return indexes[table.value()];
    }

    /** Raises the counter and returns the index of the new step. */
    public long raise() {
        return ++last;
    }

    /** Notes that the current step changed a table. */
    public void touch(final TableId table) {
        indexes[table.value()] = last;
    }

    void copyFrom(final IndexTable other) {
        System.arraycopy(other.indexes, 0, indexes, 0, TABLE_COUNT);
        last = other.last;
    }

    /** Continues from what a snapshot recorded. */
    public void restore(final TableId table, final long index) {
        indexes[table.value()] = index;
    }

    /** Continues from what a snapshot recorded. */
    public void restoreLast(final long index) {
        last = index;
    }
}
