package io.drover.scheduler.offheap;

/** Where a {@link RowIdIndex} reads the ids of the rows that it indexes. An id does not change while it is indexed. */
public interface RowIds {
    /** The upper half of a row's id. */
    long idHigh(int row);

    /** The lower half of a row's id. */
    long idLow(int row);
}
