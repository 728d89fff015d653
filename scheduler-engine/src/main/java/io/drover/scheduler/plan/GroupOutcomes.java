package io.drover.scheduler.plan;

import java.util.Arrays;

/**
 * What happens to each task group, by position in the plan: the groups of the current spec in its order, then those of
 * older versions that still have allocations.
 */
public final class GroupOutcomes {
    /** What is counted of a group; the order is that of the API's annotations. */
    public enum Count {
        IGNORE,
        PLACE,
        MIGRATE,
        STOP,
        IN_PLACE_UPDATE,
        DESTRUCTIVE_UPDATE,
        CANARY,
        PREEMPTIONS,
        DISCONNECT,
        RECONNECT,
        RESCHEDULE_NOW,
        RESCHEDULE_LATER
    }

    private static final int COUNTS = Count.values().length;

    private int count;
    private long[] specs = new long[8];
    private int[] groups = new int[8];
    private int[] counters = new int[8 * COUNTS];
    private int[] queued = new int[8];
    private int[] metricOffsets = new int[8];
    private int[] metricLengths = new int[8];

    void clear() {
        count = 0;
    }

    /** Adds a group, named by a spec that has it. */
    public int add(final long spec, final int group) {
        if (count == groups.length) {
            grow();
        }
        specs[count] = spec;
        groups[count] = group;
        queued[count] = 0;
        metricOffsets[count] = 0;
        metricLengths[count] = 0;
        Arrays.fill(counters, count * COUNTS, (count + 1) * COUNTS, 0);
        return count++;
    }

    public void increment(final int outcome, final Count what, final int by) {
        counters[outcome * COUNTS + what.ordinal()] += by;
    }

    /** Changes the number of allocations that are wanted and have no place yet. */
    public void addQueued(final int outcome, final int by) {
        queued[outcome] += by;
    }

    /** Marks the group as failed and says where its metric lies in the plan's metrics. */
    public void failed(final int outcome, final int metricOffset, final int metricLength) {
        metricOffsets[outcome] = metricOffset;
        metricLengths[outcome] = metricLength;
    }

    public int count() {
        return count;
    }

    /** A spec that has the group. */
    public long spec(final int outcome) {
        return specs[outcome];
    }

    /** Index of the group in that spec. */
    public int group(final int outcome) {
        return groups[outcome];
    }

    public int count(final int outcome, final Count what) {
        return counters[outcome * COUNTS + what.ordinal()];
    }

    /** Allocations that are wanted and have no place yet. */
    public int queued(final int outcome) {
        return queued[outcome];
    }

    /** Whether an allocation of the group found no place. */
    public boolean isFailed(final int outcome) {
        return metricLengths[outcome] > 0;
    }

    public int metricOffset(final int outcome) {
        return metricOffsets[outcome];
    }

    public int metricLength(final int outcome) {
        return metricLengths[outcome];
    }

    /** Whether any group failed. */
    public boolean hasFailures() {
        for (int i = 0; i < count; i++) {
            if (isFailed(i)) {
                return true;
            }
        }
        return false;
    }

    private void grow() {
        final int capacity = count << 1;
        specs = Arrays.copyOf(specs, capacity);
        groups = Arrays.copyOf(groups, capacity);
        counters = Arrays.copyOf(counters, capacity * COUNTS);
        queued = Arrays.copyOf(queued, capacity);
        metricOffsets = Arrays.copyOf(metricOffsets, capacity);
        metricLengths = Arrays.copyOf(metricLengths, capacity);
    }
}
