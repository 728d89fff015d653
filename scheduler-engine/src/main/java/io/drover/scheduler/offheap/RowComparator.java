package io.drover.scheduler.offheap;

/**
 * The order of an {@link OrderedIndex}, read from the rows themselves. It must be total: two different rows never
 * compare as equal (tie-break by id), and the key of a row does not change while the row is in the index.
 */
public interface RowComparator {
    /**
     * The beginning of a row's key as an unsigned number, kept in the index so that most comparisons need not visit the
     * row: a row with the lower prefix must be the lower row. Rows with equal prefixes are compared by
     * {@link #compare}; answering always 0 is correct, only slower.
     */
    long prefix(int row);

    /** Negative, zero or positive, as row a is before, the same as, or after row b. */
    int compare(int rowA, int rowB);
}
