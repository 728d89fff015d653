package io.drover.scheduler.offheap;

/** Where an index reads the ids of the rows that it holds. An id does not change while it is indexed. */
public interface RowIds {
    /** The upper half of a row's id. */
    long idHigh(int row);

    /** The lower half of a row's id. */
    long idLow(int row);

    /** The order of ids as unsigned 128-bit numbers. */
    static int compare(final long highA, final long lowA, final long highB, final long lowB) {
        final int byHigh = Long.compareUnsigned(highA, highB);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
    }
}
