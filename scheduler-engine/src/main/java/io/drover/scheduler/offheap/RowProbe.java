package io.drover.scheduler.offheap;

/**
 * A key to look for in an {@link OrderedIndex}: whole, or the beginning of keys when a position is sought. Owners keep
 * one per index and set its fields before each search.
 */
public interface RowProbe {
    /** The beginning of the key as an unsigned number, consistent with {@link RowComparator#prefix}. */
    long prefix();

    /** Negative, zero or positive, as the key is before, equal to, or after that of the row. */
    int compareTo(int row);
}
