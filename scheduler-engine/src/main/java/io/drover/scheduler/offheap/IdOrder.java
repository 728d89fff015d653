package io.drover.scheduler.offheap;

/** Rows in the order of their ids, as unsigned 128-bit numbers: the order of their text. */
public interface IdOrder {
    /** A cursor at the beginning, or at the end; valid until the rows change. */
    RowCursor start(boolean isReverse);

    /** A cursor before the lowest row whose id is not below this one; valid until the rows change. */
    RowCursor seek(long idHigh, long idLow);

    /** Fails unless rows are in order and can be found. O(n), for checkers. */
    void verify();
}
