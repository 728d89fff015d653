package io.drover.scheduler.offheap;

/**
 * A place between two rows of an order. After rows were added or removed it must be placed anew before it is moved, which is also how a
 * page of a list continues: by the key it ended with.
 */
public interface RowCursor {
    /** Passes over the next higher row and answers it, or {@link Slab#NULL_ROW} at the end. */
    int next();

    /** Passes over the next lower row and answers it, or {@link Slab#NULL_ROW} at the beginning. */
    int previous();
}
