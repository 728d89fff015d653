package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.IntColumn;
import io.drover.scheduler.offheap.Mix;

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
    int[] cpuFree = NONE;
    int[] memoryFree = NONE;
    int[] diskFree = NONE;
    int[] slotsFree = NONE;

    /** Class rows, to read only. */
    public int[] classRows() {
        return classRows;
    }

    public int freeCpuMhz(final int at) {
        return cpuFree[at];
    }

    public int freeMemoryMb(final int at) {
        return memoryFree[at];
    }

    public int freeDiskMb(final int at) {
        return diskFree[at];
    }

    /** Whether the node may hold one more allocation, whatever it asks for. */
    public boolean takesOneMore(final int at) {
        return slotsFree[at] > 0;
    }

    public int cpuMhz(final int at) {
        return cpuCapacities[at];
    }

    public int memoryMb(final int at) {
        return memoryCapacities[at];
    }

    /**
     * Whether nodes have room for one more allocation: a number for each of the first rows, negative where something is lacking. The loop
     * has no branches, so that it looks at many rows at a time.
     */
    public void addRoom(final int cpuMhz, final int memoryMb, final int diskMb, final int count, final int[] into) {
        final int[] cpu = cpuFree;
        final int[] memory = memoryFree;
        final int[] disk = diskFree;
        final int[] slots = slotsFree;
        for (int at = 0; at < count; at++) {
            into[at] = cpu[at] - cpuMhz | memory[at] - memoryMb | disk[at] - diskMb | slots[at] - 1;
        }
    }

    /** Mixes the ids of the first rows with a salt, likewise; in two steps, because a longer one is not done for many rows at a time. */
    public void addTies(final long salt, final int count, final long[] into) {
        final long[] highs = idHighs;
        final long[] lows = idLows;
        for (int at = 0; at < count; at++) {
            into[at] = Mix.mix(highs[at] ^ salt);
        }
        for (int at = 0; at < count; at++) {
            into[at] = Mix.mix(into[at] + lows[at]);
        }
    }
}
