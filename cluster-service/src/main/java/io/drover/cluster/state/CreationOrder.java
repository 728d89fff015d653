package io.drover.cluster.state;

import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.RowComparator;
import io.drover.scheduler.offheap.RowProbe;

/** Rows in the order in which they were created, those of one step by id: the order of lists without a prefix. */
public final class CreationOrder implements RowComparator, RowProbe {
    private final CreatedRows rows;
    private final OrderedIndex index;
    private final OrderedIndex.Cursor cursor;
    private long createIndex;
    private long high;
    private long low;

    CreationOrder(final CreatedRows rows, final int rowCountMax) {
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

    /** A cursor before the lowest row that is not below this key; valid until the index changes. */
    public OrderedIndex.Cursor seek(final long fromIndex, final long idHigh, final long idLow) {
        createIndex = fromIndex;
        high = idHigh;
        low = idLow;
        return cursor.seek(this);
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
                : IdOrder.compare(rows.idHigh(rowA), rows.idLow(rowA), rows.idHigh(rowB), rows.idLow(rowB));
    }

    @Override
    public long prefix() {
        return createIndex;
    }

    @Override
    public int compareTo(final int row) {
        final int byIndex = Long.compare(createIndex, rows.createIndex(row));
        return byIndex != 0 ? byIndex : IdOrder.compare(high, low, rows.idHigh(row), rows.idLow(row));
    }
}
