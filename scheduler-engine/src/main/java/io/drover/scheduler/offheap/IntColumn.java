package io.drover.scheduler.offheap;

import java.util.Arrays;

/**
 * One {@code int} per row, for what the scheduler scans. Unset rows read as zero.
 *
 * <pre>
 *  chunks   [0]              [1]              [2]
 *        +----------------+----------------+----------------+
 *        | 4096 ints      | 4096 ints      | shared zeroes  |   a chunk is made when it is first written
 *        +----------------+----------------+----------------+
 * </pre>
 *
 * <p>Chunks are heap arrays: the collector never looks into them, the compiler removes their bounds checks and
 * vectorizes loops over {@link #chunk(int)}, and a wrong row number cannot read foreign memory. Single-threaded.
 */
public final class IntColumn {
    /** Values per chunk. */
    public static final int CHUNK_LENGTH = 4096;

    private static final int CHUNK_SHIFT = 12;
    private static final int CHUNK_MASK = CHUNK_LENGTH - 1;
    private static final int[] ZEROES = new int[CHUNK_LENGTH];

    private final int[][] chunks;
    private final int rowCountMax;

    /** A column for rows {@code 0 … rowCountMax - 1}. */
    public IntColumn(final int rowCountMax) {
        Invariant.check(rowCountMax > 0, "a column has at least one row", rowCountMax);
        this.rowCountMax = rowCountMax;
        chunks = new int[((rowCountMax - 1) >>> CHUNK_SHIFT) + 1][];
        Arrays.fill(chunks, ZEROES);
    }

    /** The value of a row. */
    public int get(final int row) {
        Invariant.checkIndex(row, rowCountMax, "row");
        return chunks[row >>> CHUNK_SHIFT][row & CHUNK_MASK];
    }

    /** Changes the value of a row. */
    public void set(final int row, final int value) {
        Invariant.checkIndex(row, rowCountMax, "row");
        writable(row >>> CHUNK_SHIFT)[row & CHUNK_MASK] = value;
    }

    /** Adds to the value of a row and returns the sum. */
    public int add(final int row, final int delta) {
        Invariant.checkIndex(row, rowCountMax, "row");
        return writable(row >>> CHUNK_SHIFT)[row & CHUNK_MASK] += delta;
    }

    /** The values of rows {@code index * CHUNK_LENGTH} and following, to read only. */
    public int[] chunk(final int index) {
        return chunks[index];
    }

    /** Whether no row of the chunk that holds this row was ever set, so that all of it reads as zero. */
    boolean isUnwritten(final int row) {
        return chunks[row >>> CHUNK_SHIFT] == ZEROES;
    }

    /** Becomes equal to a column with as many rows. */
    public void copyFrom(final IntColumn other) {
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

    private int[] writable(final int index) {
        final int[] chunk = chunks[index];
        return chunk == ZEROES ? addChunk(index) : chunk;
    }

    private int[] addChunk(final int index) {
        final int[] chunk = new int[CHUNK_LENGTH];
        chunks[index] = chunk;
        return chunk;
    }
}
