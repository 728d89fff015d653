package io.drover.cluster.state;

import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.RowComparator;
import io.drover.scheduler.offheap.RowProbe;

/** Rows in the order of their ids, as unsigned 128-bit numbers: the order of their text. */
public final class IdOrder implements RowComparator, RowProbe {
    private final CreatedRows rows;
    private final OrderedIndex index;
    private final OrderedIndex.Cursor cursor;
    private long high;
    private long low;

    IdOrder(final CreatedRows rows, final int rowCountMax) {
        this.rows = rows;
        index = new OrderedIndex(rowCountMax, this);
        cursor = index.newCursor();
    }

    /** The index itself, to iterate. */
    public OrderedIndex index() {
        return index;
    }

    /** A cursor at the beginning, or at the end; valid until the index changes. */
    public OrderedIndex.Cursor start(final boolean isReverse) {
        return isReverse ? cursor.toLast() : cursor.toFirst();
    }

    /** A cursor before the lowest row whose id is not below this one; valid until the index changes. */
    public OrderedIndex.Cursor seek(final long idHigh, final long idLow) {
        high = idHigh;
        low = idLow;
        return cursor.seek(this);
    }

    @Override
    public long prefix(final int row) {
        return rows.idHigh(row);
    }

    @Override
    public int compare(final int rowA, final int rowB) {
        return compare(rows.idHigh(rowA), rows.idLow(rowA), rows.idHigh(rowB), rows.idLow(rowB));
    }

    @Override
    public long prefix() {
        return high;
    }

    @Override
    public int compareTo(final int row) {
        return compare(high, low, rows.idHigh(row), rows.idLow(row));
    }

    static int compare(final long highA, final long lowA, final long highB, final long lowB) {
        final int byHigh = Long.compareUnsigned(highA, highB);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
    }
}
