package io.drover.scheduler.offheap;

/**
 * Deadlines of rows, in milliseconds: what other systems call a timer wheel. Each row has at most one deadline of each
 * kind, and expiry follows a total order: by deadline, then kind, then row.
 *
 * <pre>
 *  four-ary heap         entry i                       children of i: 4i + 1 ... 4i + 4
 *     deadlines  | d0 | d1 | d2 | ...                  parent of i:   (i - 1) / 4
 *     keys       | k0 | k1 | k2 | ...                  key = kind &lt;&lt; 32 | row
 *
 *  positions, one column per kind    | heap index of row 0, plus 1 | of row 1 | ...     0 = no deadline
 * </pre>
 *
 * <p>A heap and not a wheel because equal deadlines must expire in the same order on every member, one restored from a
 * snapshot included; a wheel would have to sort its buckets. The position columns make cancelling and moving
 * O(log n), finding O(1), and let a snapshot list the deadlines by kind and row, whatever the heap looks like inside.
 *
 * <p>A row that is freed must have its deadlines cancelled first. Owned by one thread. Steady state allocates nothing;
 * 20 bytes a deadline.
 */
public final class DeadlineQueue {
    /** No deadline. */
    public static final long NULL_DEADLINE = Long.MAX_VALUE;

    private static final int ARITY_SHIFT = 2;
    private static final int COUNT_LIMIT = 1 << 28;

    private final int countMax;
    private final LongColumn deadlines;
    private final LongColumn keys;
    private final IntColumn[] positions;
    private int count;

    /** Called for each deadline that has passed. It may schedule and cancel; its own deadline is gone already. */
    @FunctionalInterface
    public interface Handler {
        void onDeadline(int kind, int row, long deadlineMs);
    }

    /**
     * @param countMax     deadlines that may exist at the same time, of all kinds.
     * @param rowCountMaxs for each kind, numbered from 0, how many rows may have one.
     */
    public DeadlineQueue(final int countMax, final int... rowCountMaxs) {
        Invariant.check(countMax > 0 && countMax <= COUNT_LIMIT, "queue length is addressable", countMax);
        this.countMax = countMax;
        deadlines = new LongColumn(countMax);
        keys = new LongColumn(countMax);
        positions = new IntColumn[rowCountMaxs.length];
        for (int kind = 0; kind < rowCountMaxs.length; kind++) {
            positions[kind] = new IntColumn(rowCountMaxs[kind]);
        }
    }

    /** Deadlines that exist. */
    public int count() {
        return count;
    }

    /** Whether this many further deadlines can be scheduled. */
    public boolean hasRoomFor(final int more) {
        return more <= countMax - count;
    }

    /** The deadline of a row, or {@link #NULL_DEADLINE}. */
    public long deadlineMs(final int kind, final int row) {
        final int index = index(kind, row);
        return index < 0 ? NULL_DEADLINE : deadlines.get(index);
    }

    public boolean isScheduled(final int kind, final int row) {
        return index(kind, row) >= 0;
    }

    /** The earliest deadline of all, or {@link #NULL_DEADLINE}. */
    public long earliestMs() {
        return 0 == count ? NULL_DEADLINE : deadlines.get(0);
    }

    /**
     * Sets the deadline of a row, in place of the one it had.
     *
     * @return false when it had none and the queue is full.
     */
    public boolean schedule(final int kind, final int row, final long deadlineMs) {
        final int index = index(kind, row);
        final long key = key(kind, row);
        if (index >= 0) {
            siftUp(siftDown(index, deadlineMs, key), deadlineMs, key);
            return true;
        }
        if (count == countMax) {
            return false;
        }
        siftUp(count++, deadlineMs, key);
        return true;
    }

    /** Forgets the deadline of a row; answers whether there was one. */
    public boolean cancel(final int kind, final int row) {
        final int index = index(kind, row);
        if (index < 0) {
            return false;
        }
        removeAt(index);
        return true;
    }

    /**
     * Hands over deadlines {@code <= nowMs} in order, at most {@code limit} of them.
     *
     * @return how many were handed over; equal to {@code limit} means that more may be due.
     */
    public int poll(final long nowMs, final int limit, final Handler handler) {
        int expired = 0;
        while (expired < limit && count > 0 && deadlines.get(0) <= nowMs) {
            final long deadlineMs = deadlines.get(0);
            final long key = keys.get(0);
            removeAt(0);
            expired++;
            handler.onDeadline(kind(key), row(key), deadlineMs);
        }
        return expired;
    }

    /**
     * Moves every deadline of a kind by the same amount, for the time in which the whole cluster was silent. Order
     * among them stays; among kinds it may change, so the heap is built anew, O(n).
     */
    public void shift(final int kind, final long deltaMs) {
        for (int index = 0; index < count; index++) {
            if (kind(keys.get(index)) == kind) {
                deadlines.set(index, deadlines.get(index) + deltaMs);
            }
        }
        for (int index = parent(count - 1); index >= 0; index--) {
            siftDown(index, deadlines.get(index), keys.get(index));
        }
    }

    /** The lowest row that has a deadline of this kind and is not below {@code from}, or {@link Slab#NULL_ROW}. */
    public int nextRow(final int kind, final int from) {
        final IntColumn column = positions[kind];
        for (int row = from; row < column.rowCountMax(); row++) {
            if ((row & (IntColumn.CHUNK_LENGTH - 1)) == 0 && column.isUnwritten(row)) {
                row += IntColumn.CHUNK_LENGTH - 1;
            } else if (column.get(row) != 0) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** Becomes equal to a queue for as many rows of the same kinds. */
    public void copyFrom(final DeadlineQueue other) {
        Invariant.check(positions.length == other.positions.length, "queues have the same kinds", positions.length);
        deadlines.copyFrom(other.deadlines);
        keys.copyFrom(other.keys);
        for (int kind = 0; kind < positions.length; kind++) {
            positions[kind].copyFrom(other.positions[kind]);
        }
        count = other.count;
    }

    /** Fails unless heap order and positions hold. O(n), for checkers. */
    public void verify() {
        for (int index = 0; index < count; index++) {
            final long key = keys.get(index);
            Invariant.check(index(kind(key), row(key)) == index, "position is that of the entry", index, key);
            final int parent = parent(index);
            Invariant.check(
                    index == 0 || !isBefore(deadlines.get(index), key, deadlines.get(parent), keys.get(parent)),
                    "no entry is before its parent",
                    index);
        }
    }

    private void removeAt(final int index) {
        final long removed = keys.get(index);
        positions[kind(removed)].set(row(removed), 0);
        count--;
        if (index < count) {
            final long deadlineMs = deadlines.get(count);
            final long key = keys.get(count);
            siftUp(siftDown(index, deadlineMs, key), deadlineMs, key);
        }
    }

    /** Places an entry at a free index or above it, moving down what it passes. */
    private void siftUp(final int start, final long deadlineMs, final long key) {
        int index = start;
        while (index > 0) {
            final int parent = parent(index);
            final long parentDeadlineMs = deadlines.get(parent);
            final long parentKey = keys.get(parent);
            if (!isBefore(deadlineMs, key, parentDeadlineMs, parentKey)) {
                break;
            }
            place(index, parentDeadlineMs, parentKey);
            index = parent;
        }
        place(index, deadlineMs, key);
    }

    /** Places an entry at a free index or below it, moving up what it passes; answers where it came to lie. */
    private int siftDown(final int start, final long deadlineMs, final long key) {
        int index = start;
        while (true) {
            final int child = earliestChild(index);
            if (child >= count || !isBefore(deadlines.get(child), keys.get(child), deadlineMs, key)) {
                break;
            }
            place(index, deadlines.get(child), keys.get(child));
            index = child;
        }
        place(index, deadlineMs, key);
        return index;
    }

    private int earliestChild(final int index) {
        final int firstChild = (index << ARITY_SHIFT) + 1;
        final int limit = Math.min(count, firstChild + (1 << ARITY_SHIFT));
        int earliest = firstChild;
        for (int child = firstChild + 1; child < limit; child++) {
            if (isBefore(deadlines.get(child), keys.get(child), deadlines.get(earliest), keys.get(earliest))) {
                earliest = child;
            }
        }
        return earliest;
    }

    private void place(final int index, final long deadlineMs, final long key) {
        deadlines.set(index, deadlineMs);
        keys.set(index, key);
        positions[kind(key)].set(row(key), index + 1);
    }

    private int index(final int kind, final int row) {
        return positions[kind].get(row) - 1;
    }

    private static boolean isBefore(final long deadlineA, final long keyA, final long deadlineB, final long keyB) {
        return deadlineA < deadlineB || (deadlineA == deadlineB && keyA < keyB);
    }

    private static int parent(final int index) {
        return (index - 1) >> ARITY_SHIFT;
    }

    private static long key(final int kind, final int row) {
        return (long) kind << Integer.SIZE | row;
    }

    private static int kind(final long key) {
        return (int) (key >>> Integer.SIZE);
    }

    private static int row(final long key) {
        return (int) key;
    }
}
