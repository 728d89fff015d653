package io.drover.scheduler.offheap;

/** Rows in the order of their ids, whatever those are: an {@link OrderedIndex} by id. */
public final class TreeIdIndex implements IdOrder, RowComparator, RowProbe {
    private final RowIds ids;
    private final OrderedIndex index;
    private final OrderedIndex.Cursor cursor;
    private long high;
    private long low;

    /** An index for at most {@code countMax} rows. */
    public TreeIdIndex(final int countMax, final RowIds ids) {
        this.ids = ids;
        index = new OrderedIndex(countMax, this);
        cursor = index.newCursor();
    }

    /** Bytes of direct memory in use. */
    public long allocatedBytes() {
        return index.allocatedBytes();
    }

    /** Adds a row whose id is not there; false when the index is full. */
    public boolean add(final int row) {
        return index.add(row);
    }

    /** Removes a row that is there. */
    public void remove(final int row) {
        Invariant.check(index.remove(row), "row is in the index", row);
    }

    /** The row of an id, or {@link Slab#NULL_ROW}. */
    public int find(final long idHigh, final long idLow) {
        high = idHigh;
        low = idLow;
        return index.find(this);
    }

    @Override
    public RowCursor start(final boolean isReverse) {
        return isReverse ? cursor.toLast() : cursor.toFirst();
    }

    @Override
    public RowCursor seek(final long idHigh, final long idLow) {
        high = idHigh;
        low = idLow;
        return cursor.seek(this);
    }

    @Override
    public void verify() {
        index.verify();
    }

    @Override
    public long prefix(final int row) {
        return ids.idHigh(row);
    }

    @Override
    public int compare(final int rowA, final int rowB) {
        return RowIds.compare(ids.idHigh(rowA), ids.idLow(rowA), ids.idHigh(rowB), ids.idLow(rowB));
    }

    @Override
    public long prefix() {
        return high;
    }

    @Override
    public int compareTo(final int row) {
        return RowIds.compare(high, low, ids.idHigh(row), ids.idLow(row));
    }
}
