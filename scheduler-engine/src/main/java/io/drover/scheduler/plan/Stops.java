package io.drover.scheduler.plan;

import io.drover.sbe.common.ClientStatus;
import java.util.Arrays;

/**
 * Allocations to stop or evict, by position in the plan. An allocation occurs at most once.
 */
public final class Stops {
    /** Reference to nothing. */
    public static final int NONE = -1;

    private static final StopReason[] REASONS = StopReason.values();
    private static final ClientStatus[] STATUSES = ClientStatus.values();

    private int count;
    private int[] allocs = new int[16];
    private byte[] reasons = new byte[16];
    private byte[] clientStatuses = new byte[16];
    private int[] followUps = new int[16];
    private int[] preemptors = new int[16];

    void clear() {
        count = 0;
    }

    /** Stops an allocation and leaves its client status alone. */
    public int add(final int alloc, final StopReason reason) {
        return add(alloc, reason, ClientStatus.NULL_VAL, NONE);
    }

    /**
     * Stops an allocation.
     *
     * @param clientStatus what its client status becomes, {@code NULL_VAL} to leave it.
     * @param followUp     position of the follow-up evaluation that it refers to, or {@link #NONE}.
     */
    public int add(final int alloc, final StopReason reason, final ClientStatus clientStatus, final int followUp) {
        if (count == allocs.length) {
            grow();
        }
        allocs[count] = alloc;
        reasons[count] = (byte) reason.ordinal();
        clientStatuses[count] = (byte) clientStatus.ordinal();
        followUps[count] = followUp;
        preemptors[count] = NONE;
        return count++;
    }

    /** Evicts an allocation in favour of a placement. */
    public int addEviction(final int alloc, final int placement) {
        final int stop = add(alloc, StopReason.PREEMPTED);
        preemptors[stop] = placement;
        return stop;
    }

    /** Takes the last entry back: what it made room for found no place. */
    public void removeLast() {
        count--;
    }

    public int count() {
        return count;
    }

    public int alloc(final int stop) {
        return allocs[stop];
    }

    public StopReason reason(final int stop) {
        return REASONS[reasons[stop]];
    }

    /** What its client status becomes, or {@code NULL_VAL}. */
    public ClientStatus clientStatus(final int stop) {
        return STATUSES[clientStatuses[stop]];
    }

    /** Position of the follow-up evaluation that the allocation refers to from now on, or {@link #NONE}. */
    public int followUp(final int stop) {
        return followUps[stop];
    }

    /** Position of the placement that it is evicted for, or {@link #NONE}: then its desired status is stop, else evict. */
    public int preemptor(final int stop) {
        return preemptors[stop];
    }

    private void grow() {
        final int capacity = count << 1;
        allocs = Arrays.copyOf(allocs, capacity);
        reasons = Arrays.copyOf(reasons, capacity);
        clientStatuses = Arrays.copyOf(clientStatuses, capacity);
        followUps = Arrays.copyOf(followUps, capacity);
        preemptors = Arrays.copyOf(preemptors, capacity);
    }
}
