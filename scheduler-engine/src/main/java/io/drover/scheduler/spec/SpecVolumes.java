package io.drover.scheduler.spec;

import java.util.Arrays;

/**
 * Volumes that groups ask for, by position.
 */
public final class SpecVolumes {
    private int count;
    private int[] groups = new int[4];
    private boolean[] isReadOnlys = new boolean[4];
    private boolean[] isPerAllocs = new boolean[4];
    private boolean[] isStickys = new boolean[4];
    private boolean[] isHosts = new boolean[4];
    private long[] sources = new long[4];
    private int[] accesses = new int[4];
    private int[] attachments = new int[4];

    void clear() {
        count = 0;
    }

    void add(
            final int group,
            final boolean isReadOnly,
            final boolean isPerAlloc,
            final boolean isSticky,
            final boolean isHost,
            final long source,
            final int access,
            final int attachment) {
        if (count == groups.length) {
            grow();
        }
        groups[count] = group;
        isReadOnlys[count] = isReadOnly;
        isPerAllocs[count] = isPerAlloc;
        isStickys[count] = isSticky;
        isHosts[count] = isHost;
        sources[count] = source;
        accesses[count] = access;
        attachments[count] = attachment;
        count++;
    }

    public int count() {
        return count;
    }

    public int group(final int index) {
        return groups[index];
    }

    public boolean isReadOnly(final int index) {
        return isReadOnlys[index];
    }

    /** Whether {@code [n]} is added to the source. */
    public boolean isPerAlloc(final int index) {
        return isPerAllocs[index];
    }

    public boolean isSticky(final int index) {
        return isStickys[index];
    }

    /** Whether it is a host volume. */
    public boolean isHost(final int index) {
        return isHosts[index];
    }

    public long source(final int index) {
        return sources[index];
    }

    /** How it is used: a number of {@link VolumeModes#ACCESS}, or {@link VolumeModes#UNKNOWN}. */
    public int access(final int index) {
        return accesses[index];
    }

    /** A number of {@link VolumeModes#ATTACHMENT}, or {@link VolumeModes#UNKNOWN}. */
    public int attachment(final int index) {
        return attachments[index];
    }

    private void grow() {
        final int capacity = count << 1;
        groups = Arrays.copyOf(groups, capacity);
        isReadOnlys = Arrays.copyOf(isReadOnlys, capacity);
        isPerAllocs = Arrays.copyOf(isPerAllocs, capacity);
        isStickys = Arrays.copyOf(isStickys, capacity);
        isHosts = Arrays.copyOf(isHosts, capacity);
        sources = Arrays.copyOf(sources, capacity);
        accesses = Arrays.copyOf(accesses, capacity);
        attachments = Arrays.copyOf(attachments, capacity);
    }
}
