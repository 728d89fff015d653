package io.drover.scheduler.reconcile;

import io.drover.scheduler.plan.StopReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Allocations to place, in order: first those that replace a running one by an update, then all others.
 */
public final class Requests {
    /** No allocation. */
    public static final int NONE = -1;

    private static final byte CANARY = 1;
    private static final byte RESCHEDULE = 1 << 1;
    private static final byte DOWNGRADE = 1 << 2;
    private static final StopReason[] REASONS = StopReason.values();

    private int count;
    private int[] outcomes = new int[16];
    private int[] nameIndexes = new int[16];
    private int[] previous = new int[16];
    private int[] nodes = new int[16];
    private byte[] flags = new byte[16];
    private byte[] stopReasons = new byte[16];
    private long[] delaysMs = new long[16];

    void clear() {
        count = 0;
    }

    /**
     * Adds a request.
     *
     * @param outcome       position of the group.
     * @param previousAlloc the allocation that is replaced, or {@link #NONE}.
     */
    int add(final int outcome, final int nameIndex, final int previousAlloc) {
        if (count == outcomes.length) {
            grow();
        }
        outcomes[count] = outcome;
        nameIndexes[count] = nameIndex;
        previous[count] = previousAlloc;
        nodes[count] = NONE;
        flags[count] = 0;
        stopReasons[count] = NONE;
        delaysMs[count] = 0;
        return count++;
    }

    /** The request is for this node and no other. */
    void node(final int request, final int node) {
        nodes[request] = node;
    }

    /** The request is for a canary. */
    void canary(final int request) {
        flags[request] |= CANARY;
    }

    /** The request replaces a failed allocation, after this delay. */
    void reschedule(final int request, final long delayMs) {
        flags[request] |= RESCHEDULE;
        delaysMs[request] = delayMs;
    }

    /** The request is for an older version, because canaries are tried. */
    void downgrade(final int request) {
        flags[request] |= DOWNGRADE;
    }

    /** The replaced allocation is stopped if, and only if, a place is found. */
    void stopPrevious(final int request, final StopReason reason) {
        stopReasons[request] = (byte) reason.ordinal();
    }

    /** Forgets all requests from a position on. */
    void truncate(final int to) {
        count = to;
    }

    /** Moves the other list's requests behind these. */
    void addAll(final Requests other) {
        for (int i = 0; i < other.count; i++) {
            addFrom(other, i);
        }
    }

    /** Adds one of the other list's requests. */
    void addFrom(final Requests other, final int index) {
        final int request = add(other.outcomes[index], other.nameIndexes[index], other.previous[index]);
        nodes[request] = other.nodes[index];
        flags[request] = other.flags[index];
        stopReasons[request] = other.stopReasons[index];
        delaysMs[request] = other.delaysMs[index];
    }

    public int count() {
        return count;
    }

    public int outcome(final int request) {
        return outcomes[request];
    }

    public int nameIndex(final int request) {
        return nameIndexes[request];
    }

    public int previous(final int request) {
        return previous[request];
    }

    /** The node that it is for, or {@link #NONE} for any. */
    public int node(final int request) {
        return nodes[request];
    }

    public boolean isCanary(final int request) {
        return (flags[request] & CANARY) != 0;
    }

    public boolean isReschedule(final int request) {
        return (flags[request] & RESCHEDULE) != 0;
    }

    public boolean isDowngrade(final int request) {
        return (flags[request] & DOWNGRADE) != 0;
    }

    public long delayMs(final int request) {
        return delaysMs[request];
    }

    /** Why the replaced allocation is stopped when a place is found, or null when it is not. */
    public @Nullable StopReason stopReason(final int request) {
        return stopReasons[request] == NONE ? null : REASONS[stopReasons[request]];
    }

    private void grow() {
        final int capacity = count << 1;
        outcomes = Arrays.copyOf(outcomes, capacity);
        nameIndexes = Arrays.copyOf(nameIndexes, capacity);
        previous = Arrays.copyOf(previous, capacity);
        nodes = Arrays.copyOf(nodes, capacity);
        flags = Arrays.copyOf(flags, capacity);
        stopReasons = Arrays.copyOf(stopReasons, capacity);
        delaysMs = Arrays.copyOf(delaysMs, capacity);
    }
}
