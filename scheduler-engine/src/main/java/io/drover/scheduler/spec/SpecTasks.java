package io.drover.scheduler.spec;

import io.drover.sbe.common.NumaAffinity;
import java.util.Arrays;

/**
 * Tasks of all groups, by position.
 */
public final class SpecTasks {
    private int count;
    private int[] groups = new int[4];
    private int[] cpuMhzs = new int[4];
    private int[] coreCounts = new int[4];
    private int[] memoryMbs = new int[4];
    private long[] killTimeoutMss = new long[4];
    private long[] names = new long[4];
    private long[] drivers = new long[4];
    private NumaAffinity[] numaAffinities = new NumaAffinity[4];

    void clear() {
        count = 0;
    }

    void add(
            final int group,
            final int cpuMhz,
            final int coreCount,
            final int memoryMb,
            final long killTimeoutMs,
            final long name,
            final long driver,
            final NumaAffinity numaAffinity) {
        if (count == groups.length) {
            grow();
        }
        groups[count] = group;
        cpuMhzs[count] = cpuMhz;
        coreCounts[count] = coreCount;
        memoryMbs[count] = memoryMb;
        killTimeoutMss[count] = killTimeoutMs;
        names[count] = name;
        drivers[count] = driver;
        numaAffinities[count] = numaAffinity;
        count++;
    }

    public int count() {
        return count;
    }

    public int group(final int index) {
        return groups[index];
    }

    /** Of tasks without reserved cores. */
    public int cpuMhz(final int index) {
        return cpuMhzs[index];
    }

    public int coreCount(final int index) {
        return coreCounts[index];
    }

    public int memoryMb(final int index) {
        return memoryMbs[index];
    }

    public long killTimeoutMs(final int index) {
        return killTimeoutMss[index];
    }

    public long name(final int index) {
        return names[index];
    }

    public long driver(final int index) {
        return drivers[index];
    }

    /** Whether its reserved cores lie in one memory node. */
    public NumaAffinity numaAffinity(final int index) {
        return numaAffinities[index];
    }

    private void grow() {
        final int capacity = count << 1;
        groups = Arrays.copyOf(groups, capacity);
        cpuMhzs = Arrays.copyOf(cpuMhzs, capacity);
        coreCounts = Arrays.copyOf(coreCounts, capacity);
        memoryMbs = Arrays.copyOf(memoryMbs, capacity);
        killTimeoutMss = Arrays.copyOf(killTimeoutMss, capacity);
        names = Arrays.copyOf(names, capacity);
        drivers = Arrays.copyOf(drivers, capacity);
        numaAffinities = Arrays.copyOf(numaAffinities, capacity);
    }
}
