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
    private boolean[] nearCores = new boolean[4];
    private final Criteria constraints;
    private final Criteria affinities;

    SpecDevices(final Texts texts) {
        constraints = new Criteria(texts);
        affinities = new Criteria(texts);
    }

    void clear() {
        count = 0;
        constraints.clear();
        affinities.clear();
    }

    void add(final int group, final int task, final int instanceCount, final boolean isNearCores, final long name) {
        if (count == groups.length) {
            grow();
        }
        groups[count] = group;
        tasks[count] = task;
        instanceCounts[count] = instanceCount;
        names[count] = name;
        nearCores[count] = isNearCores;
        count++;
    }

    public int count() {
        return count;
    }

    public int group(final int index) {
        return groups[index];
    }

    /** Index of the task in its group. */
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

    /** Whether it is to be in the memory node of the task's cores. */
    public boolean isNearCores(final int index) {
        return nearCores[index];
    }

    /** Constraints of all of them; the group of one is the position of its device here. */
    public Criteria constraints() {
        return constraints;
    }

    /** Affinities of all of them, likewise. */
    public Criteria affinities() {
        return affinities;
    }

    private void grow() {
        final int capacity = count << 1;
        groups = Arrays.copyOf(groups, capacity);
        tasks = Arrays.copyOf(tasks, capacity);
        instanceCounts = Arrays.copyOf(instanceCounts, capacity);
        names = Arrays.copyOf(names, capacity);
        nearCores = Arrays.copyOf(nearCores, capacity);
    }
}
