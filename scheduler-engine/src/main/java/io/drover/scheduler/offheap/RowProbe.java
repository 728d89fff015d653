package io.drover.scheduler.offheap;

/**
 * A key to look for in an {@link OrderedIndex}. Owners keep one per index and set its fields before each search.
 *
 * <p>A probe equals at most one row. To seek the first of many rows, for instance all that begin with some bytes, it
 * answers "before" for each of them.
 */
public interface RowProbe {
    /** The beginning of the key as an unsigned number, consistent with {@link RowComparator#prefix}. */
    long prefix();

    /** Negative, zero or positive, as the key is before, equal to, or after that of the row. */
    int compareTo(int row);
}
