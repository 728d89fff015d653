package io.drover.scheduler.spec;

import java.util.Arrays;

/**
 * Ports that groups and tasks ask for, by position.
 */
public final class SpecPorts {
    private int count;
    private int[] groups = new int[4];
    private int[] tasks = new int[4];
    private boolean[] isStatics = new boolean[4];
    private int[] values = new int[4];
    private int[] targets = new int[4];
    private boolean[] ignoresCollisions = new boolean[4];
    private long[] labels = new long[4];
    private long[] hostNetworks = new long[4];

    void clear() {
        count = 0;
    }

    void add(
            final int group,
            final int task,
            final boolean isStatic,
            final int value,
            final int target,
            final boolean ignoresCollision,
            final long label,
            final long hostNetwork) {
        if (count == groups.length) {
            grow();
        }
        groups[count] = group;
        tasks[count] = task;
        isStatics[count] = isStatic;
        values[count] = value;
        targets[count] = target;
        ignoresCollisions[count] = ignoresCollision;
        labels[count] = label;
        hostNetworks[count] = hostNetwork;
        count++;
    }

    public int count() {
        return count;
    }

    public int group(final int index) {
        return groups[index];
    }

    /** The task, or {@link Criteria#WHOLE} for a port of the group. */
    public int task(final int index) {
        return tasks[index];
    }

    public boolean isStatic(final int index) {
        return isStatics[index];
    }

    /** Static ports: the port asked for. */
    public int value(final int index) {
        return values[index];
    }

    /** Port inside the allocation; 0: none, -1: the same as outside. */
    public int target(final int index) {
        return targets[index];
    }

    public boolean ignoresCollision(final int index) {
        return ignoresCollisions[index];
    }

    public long label(final int index) {
        return labels[index];
    }

    /** The alias of the addresses that it may be bound to, empty for {@code default}. */
    public long hostNetwork(final int index) {
        return hostNetworks[index];
    }

    private void grow() {
        final int capacity = count << 1;
        groups = Arrays.copyOf(groups, capacity);
        tasks = Arrays.copyOf(tasks, capacity);
        isStatics = Arrays.copyOf(isStatics, capacity);
        values = Arrays.copyOf(values, capacity);
        targets = Arrays.copyOf(targets, capacity);
        ignoresCollisions = Arrays.copyOf(ignoresCollisions, capacity);
        labels = Arrays.copyOf(labels, capacity);
        hostNetworks = Arrays.copyOf(hostNetworks, capacity);
    }
}
