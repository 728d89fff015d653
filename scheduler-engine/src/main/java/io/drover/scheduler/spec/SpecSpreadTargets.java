package io.drover.scheduler.spec;

import java.util.Arrays;

/**
 * Wanted shares of values, by position.
 */
public final class SpecSpreadTargets {
    private int count;
    private int[] percents = new int[4];
    private long[] values = new long[4];

    void clear() {
        count = 0;
    }

    void add(final int percent, final long value) {
        if (count == percents.length) {
            grow();
        }
        percents[count] = percent;
        values[count] = value;
        count++;
    }

    public int count() {
        return count;
    }

    public int percent(final int index) {
        return percents[index];
    }

    /** The value, {@code *} for any other. */
    public long value(final int index) {
        return values[index];
    }

    private void grow() {
        final int capacity = count << 1;
        percents = Arrays.copyOf(percents, capacity);
        values = Arrays.copyOf(values, capacity);
    }
}
