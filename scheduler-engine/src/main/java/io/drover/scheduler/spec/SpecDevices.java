package io.drover.scheduler.spec;

import java.util.Arrays;

/**
 * Devices that tasks ask for, by position.
 */
public final class SpecDevices {
    private int count;
    private int[] groups = new int[4];
    private int[] tasks = new int[4];
    private int[] instanceCounts = new int[4];
    private long[] names = new long[4];

    void clear() {
        count = 0;
    }

    void add(final int group, final int task, final int instanceCount, final long name) {
        if (count == groups.length) {
            grow();
        }
        groups[count] = group;
        tasks[count] = task;
        instanceCounts[count] = instanceCount;
        names[count] = name;
        count++;
    }

    public int count() {
        return count;
    }

    public int group(final int index) {
        return groups[index];
    }

    public int task(final int index) {
        return tasks[index];
    }

    public int instanceCount(final int index) {
        return instanceCounts[index];
    }

    /** {@code type}, {@code vendor/type} or {@code vendor/type/name}. */
    public long name(final int index) {
        return names[index];
    }

    private void grow() {
        final int capacity = count << 1;
        groups = Arrays.copyOf(groups, capacity);
        tasks = Arrays.copyOf(tasks, capacity);
        instanceCounts = Arrays.copyOf(instanceCounts, capacity);
        names = Arrays.copyOf(names, capacity);
    }
}
