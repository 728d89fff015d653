package io.drover.cluster.state;

import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.RowComparator;
import io.drover.scheduler.offheap.RowCursor;
import io.drover.scheduler.offheap.RowIds;
import io.drover.scheduler.offheap.RowProbe;
import java.util.Arrays;

/**
 * Rows in the order in which they were created, those of one step by id: the order of lists without a prefix.
 *
 * <p>Rows of the step that creates now wait until it has ended, somebody looks, or many came together. Then they are sorted and put behind
 * the others: in their order, so that each goes to the end of the index and fills it wholly.
 */
public final class CreationOrder implements RowComparator, RowProbe {
    private static final int WAITING_MAX = 4096;

    private final CreatedRows rows;
    private final OrderedIndex index;
    private final OrderedIndex.Cursor cursor;
    /** The first 32 bits of the id, with the sign turned, and the row. */
    private long[] waiting = new long[16];

    private int waitingCount;
    private long waitingIndex;
    /** No row in the index was created after this. */
    private long highestIndex = -1;

    private long createIndex;
    private long high;
    private long low;

    CreationOrder(final CreatedRows rows, final int rowCountMax) {
        this.rows = rows;
        index = new OrderedIndex(rowCountMax, this);
        cursor = index.newCursor();
    }

    /** Rows in the order. */
    public int count() {
        return index.count() + waitingCount;
    }

    /** A cursor at the beginning, or at the end; valid until rows are added or removed. */
    public RowCursor start(final boolean isReverse) {
        settle();
        return isReverse ? cursor.toLast() : cursor.toFirst();
    }

    /** A cursor before the lowest row that is not below this key; valid until rows are added or removed. */
    public RowCursor seek(final long fromIndex, final long idHigh, final long idLow) {
        settle();
        createIndex = fromIndex;
        high = idHigh;
        low = idLow;
        return cursor.seek(this);
    }

    /** Fails unless rows are in order. O(n), for checkers. */
    public void verify() {
        settle();
        index.verify();
    }

    /** Adds a row whose id and index are set. */
    void add(final int row) {
        final long ofRow = rows.createIndex(row);
        if (ofRow != waitingIndex || waitingCount == WAITING_MAX) {
            settle();
            waitingIndex = ofRow;
        }
        if (waitingCount == waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.min(WAITING_MAX, 4 * waitingCount));
        }
        waiting[waitingCount++] = (rows.idHigh(row) & -1L << Integer.SIZE ^ Long.MIN_VALUE) | row;
    }

    /** Removes a row that is there. */
    void remove(final int row) {
        settle();
        Invariant.check(index.remove(row), "row is in the order of creation", row);
    }

    @Override
    public long prefix(final int row) {
        return rows.createIndex(row);
    }

    @Override
    public int compare(final int rowA, final int rowB) {
        final int byIndex = Long.compare(rows.createIndex(rowA), rows.createIndex(rowB));
        return byIndex != 0
                ? byIndex
                : RowIds.compare(rows.idHigh(rowA), rows.idLow(rowA), rows.idHigh(rowB), rows.idLow(rowB));
    }

    @Override
    public long prefix() {
        return createIndex;
    }

    @Override
    public int compareTo(final int row) {
        final int byIndex = Long.compare(createIndex, rows.createIndex(row));
        return byIndex != 0 ? byIndex : RowIds.compare(high, low, rows.idHigh(row), rows.idLow(row));
    }

    /** Puts those that wait where they belong. Where the first bits of ids tie the index itself sorts them. */
    private void settle() {
        if (waitingCount > 1) {
            Arrays.sort(waiting, 0, waitingCount);
        }
        final boolean isLast = waitingIndex > highestIndex;
        for (int i = 0; i < waitingCount; i++) {
            final int row = (int) waiting[i];
            final boolean isKnown = isLast && (0 == i || waiting[i] >> Integer.SIZE != waiting[i - 1] >> Integer.SIZE);
            Invariant.check(
                    isKnown ? index.addLast(row, waitingIndex) : index.add(row),
                    "the order of creation has room for every row");
        }
        waitingCount = 0;
        highestIndex = Math.max(highestIndex, waitingIndex);
    }
}
