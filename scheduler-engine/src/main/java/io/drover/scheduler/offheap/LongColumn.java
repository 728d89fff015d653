package io.drover.scheduler.offheap;

import java.util.Arrays;

/**
 * One {@code long} per row, for what the scheduler scans. Unset rows read as zero.
 *
 * <pre>
 *  chunks   [0]              [1]              [2]
 *        +----------------+----------------+----------------+
 *        | 4096 longs     | 4096 longs     | shared zeroes  |   a chunk is made when it is first written
 *        +----------------+----------------+----------------+
 * </pre>
 *
 * <p>Chunks are heap arrays: the collector never looks into them, the compiler removes their bounds checks and
 * vectorizes loops over {@link #chunk(int)}, and a wrong row number cannot read foreign memory. Single-threaded.
 */
public final class LongColumn {
    /** Values per chunk. */
    public static final int CHUNK_LENGTH = 4096;

    private static final int CHUNK_SHIFT = 12;
    private static final int CHUNK_MASK = CHUNK_LENGTH - 1;
    private static final long[] ZEROES = new long[CHUNK_LENGTH];

    private final long[][] chunks;
    private final int rowCountMax;

    /** A column for rows {@code 0 … rowCountMax - 1}. */
    public LongColumn(final int rowCountMax) {
        Invariant.check(rowCountMax > 0, "a column has at least one row", rowCountMax);
        this.rowCountMax = rowCountMax;
        chunks = new long[((rowCountMax - 1) >>> CHUNK_SHIFT) + 1][];
        Arrays.fill(chunks, ZEROES);
    }

    /** The value of a row. */
    public long get(final int row) {
        Invariant.checkIndex(row, rowCountMax, "row");
        return chunks[row >>> CHUNK_SHIFT][row & CHUNK_MASK];
    }

    /** Changes the value of a row. */
    public void set(final int row, final long value) {
        Invariant.checkIndex(row, rowCountMax, "row");
        writable(row >>> CHUNK_SHIFT)[row & CHUNK_MASK] = value;
    }

    /** Adds to the value of a row and returns the sum. */
    public long add(final int row, final long delta) {
        Invariant.checkIndex(row, rowCountMax, "row");
        return writable(row >>> CHUNK_SHIFT)[row & CHUNK_MASK] += delta;
    }

    /** The values of rows {@code index * CHUNK_LENGTH} and following, to read only. */
    public long[] chunk(final int index) {
        return chunks[index];
    }

    /** Becomes equal to a column with as many rows. */
    public void copyFrom(final LongColumn other) {
        Invariant.check(rowCountMax == other.rowCountMax, "columns are of equal length", other.rowCountMax);
        for (int index = 0; index < chunks.length; index++) {
            if (other.chunks[index] == ZEROES) {
                chunks[index] = ZEROES;
            } else {
                System.arraycopy(other.chunks[index], 0, writable(index), 0, CHUNK_LENGTH);
            }
        }
    }

    /** Rows that may be set. */
    public int rowCountMax() {
        return rowCountMax;
    }

    private long[] writable(final int index) {
        final long[] chunk = chunks[index];
        return chunk == ZEROES ? addChunk(index) : chunk;
    }

    private long[] addChunk(final int index) {
        final long[] chunk = new long[CHUNK_LENGTH];
        chunks[index] = chunk;
        return chunk;
    }
}
