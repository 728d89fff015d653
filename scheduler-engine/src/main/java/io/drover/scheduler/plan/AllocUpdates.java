package io.drover.scheduler.plan;

import java.util.Arrays;

/**
 * Changes to allocations that go on existing, by position in the plan. One allocation may occur several times, with
 * different kinds; they are applied in order.
 */
public final class AllocUpdates {
    /** Reference to nothing. */
    public static final int NONE = -1;

    /** What changes. */
    public enum Kind {
        /**
         * It takes over the current job version: spec, group index, evaluation id; it is re-pointed to the plan's deployment
         * or to none, and its health is forgotten when the deployment differs.
         */
        IN_PLACE,
        /** It refers to a follow-up evaluation, or to none any more. */
        FOLLOW_UP,
        /** Its node is disconnected: client status unknown, recorded as a transition; refers to a follow-up evaluation. */
        DISCONNECT,
        /** Its node is back and it stays: its present client status is recorded; it refers to no follow-up evaluation. */
        RECONNECT,
        /** It should have been rescheduled, but there was no place. */
        NO_PLACEMENT
    }

    private static final Kind[] KINDS = Kind.values();

    private int count;
    private int[] allocs = new int[16];
    private byte[] kinds = new byte[16];
    private int[] values = new int[16];

    void clear() {
        count = 0;
    }

    /**
     * Adds a change.
     *
     * @param value for {@link Kind#IN_PLACE} the group in the current spec, for {@link Kind#FOLLOW_UP} and
     *              {@link Kind#DISCONNECT} the position of the follow-up evaluation, else {@link #NONE}.
     */
    public int add(final int alloc, final Kind kind, final int value) {
        if (count == allocs.length) {
            allocs = Arrays.copyOf(allocs, count << 1);
            kinds = Arrays.copyOf(kinds, count << 1);
            values = Arrays.copyOf(values, count << 1);
        }
        allocs[count] = alloc;
        kinds[count] = (byte) kind.ordinal();
        values[count] = value;
        return count++;
    }

    public int count() {
        return count;
    }

    public int alloc(final int update) {
        return allocs[update];
    }

    public Kind kind(final int update) {
        return KINDS[kinds[update]];
    }

    /** Group in the current spec of an allocation that is updated in place. */
    public int group(final int update) {
        return values[update];
    }

    /** Position of the follow-up evaluation, or {@link #NONE}. */
    public int followUp(final int update) {
        return values[update];
    }
}
