package io.drover.scheduler.spec;

import java.util.Arrays;

/**
 * Spread blocks, by position. Targets of a block lie together in {@link SpecSpreadTargets}.
 */
public final class SpecSpreads {
    private int count;
    private int[] groups = new int[4];
    private int[] weights = new int[4];
    private long[] attributes = new long[4];
    private int[] targetFirsts = new int[4];
    private int[] targetLimits = new int[4];

    void clear() {
        count = 0;
    }

    void add(final int group, final int weight, final long attribute, final int targetFirst, final int targetLimit) {
        if (count == groups.length) {
            grow();
        }
        groups[count] = group;
        weights[count] = weight;
        attributes[count] = attribute;
        targetFirsts[count] = targetFirst;
        targetLimits[count] = targetLimit;
        count++;
    }

    public int count() {
        return count;
    }

    /** The group, or {@link Criteria#WHOLE} for the job. */
    public int group(final int index) {
        return groups[index];
    }

    /** From 1 to 100. */
    public int weight(final int index) {
        return weights[index];
    }

    public long attribute(final int index) {
        return attributes[index];
    }

    /** First of its targets. */
    public int targetFirst(final int index) {
        return targetFirsts[index];
    }

    /** One behind its last target. */
    public int targetLimit(final int index) {
        return targetLimits[index];
    }

    /** Whether it applies to a group: one of the job or of the group. */
    public boolean appliesTo(final int index, final int group) {
        return groups[index] == Criteria.WHOLE || groups[index] == group;
    }

    private void grow() {
        final int capacity = count << 1;
        groups = Arrays.copyOf(groups, capacity);
        weights = Arrays.copyOf(weights, capacity);
        attributes = Arrays.copyOf(attributes, capacity);
        targetFirsts = Arrays.copyOf(targetFirsts, capacity);
        targetLimits = Arrays.copyOf(targetLimits, capacity);
    }
}
