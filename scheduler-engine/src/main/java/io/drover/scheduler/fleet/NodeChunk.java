package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.IntColumn;

/**
 * The columns of the {@link Fleet} for {@link #LENGTH} rows that lie together. Reusable and valid until the fleet changes: for scans,
 * which look at most columns of most rows.
 */
public final class NodeChunk {
    /** Rows of a chunk, a power of two: row {@code r} is number {@code r & (LENGTH - 1)} of chunk {@code r / LENGTH}. */
    public static final int LENGTH = IntColumn.CHUNK_LENGTH;

    private static final int[] NONE = new int[0];
    private static final long[] NO_LONGS = new long[0];

    int[] classRows = NONE;
    long[] idHighs = NO_LONGS;
    long[] idLows = NO_LONGS;
    int[] cpuCapacities = NONE;
    int[] memoryCapacities = NONE;
    int[] diskCapacities = NONE;
    int[] cpuUsed = NONE;
    int[] memoryUsed = NONE;
    int[] diskUsed = NONE;
    int[] allocCounts = NONE;
    int[] allocsMaxes = NONE;
    long[] cpuReciprocals = NO_LONGS;
    long[] memoryReciprocals = NO_LONGS;

    public int classRow(final int at) {
        return classRows[at];
    }

    public long idHigh(final int at) {
        return idHighs[at];
    }

    public long idLow(final int at) {
        return idLows[at];
    }

    public int freeCpuMhz(final int at) {
        return cpuCapacities[at] - cpuUsed[at];
    }

    public int freeMemoryMb(final int at) {
        return memoryCapacities[at] - memoryUsed[at];
    }

    public int freeDiskMb(final int at) {
        return diskCapacities[at] - diskUsed[at];
    }

    /** Whether the node may hold one more allocation, whatever it asks for. */
    public boolean takesOneMore(final int at) {
        return allocsMaxes[at] == 0 || allocCounts[at] < allocsMaxes[at];
    }

    /** See {@link Fixed#reciprocal}. */
    public long cpuReciprocal(final int at) {
        return cpuReciprocals[at];
    }

    public long memoryReciprocal(final int at) {
        return memoryReciprocals[at];
    }
}
