package io.drover.cluster.state;

import io.drover.sbe.common.ClientStatus;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Invariant;
import org.agrona.MutableDirectBuffer;

/**
 * What the state remembers of an allocation's past: client status transitions that the cluster itself made, and the reschedule events
 * that led to it. Most have neither.
 *
 * <pre>
 *  | state count (4) | event count (4) | state | ... | event | ... |
 *      state = | client status (8) | time (8) |
 *      event = | time (8) | previous allocation (16) | previous node (16) | delay (8) |
 * </pre>
 */
public final class AllocHistory {
    /** Events kept for a group that reschedules without limit; the reference keeps five, and one is to come. */
    public static final int EVENTS_MAX = 64;

    private static final int EVENT_COUNT = 4;
    private static final int STATES = 8;
    private static final int STATE_LENGTH = 16;
    private static final int EVENT_LENGTH = 48;

    private final AllocTable allocs;
    private final Heap heap;

    public AllocHistory(final AllocTable allocs, final Heap heap) {
        this.allocs = allocs;
        this.heap = heap;
    }

    public int stateCount(final int alloc) {
        return hasAny(alloc) ? buffer(alloc).getInt(offset(alloc)) : 0;
    }

    public int eventCount(final int alloc) {
        return hasAny(alloc) ? buffer(alloc).getInt(offset(alloc) + EVENT_COUNT) : 0;
    }

    public ClientStatus status(final int alloc, final int state) {
        return ClientStatus.get((short) buffer(alloc).getLong(stateOffset(alloc, state)));
    }

    public long statusMs(final int alloc, final int state) {
        return buffer(alloc).getLong(stateOffset(alloc, state) + 8);
    }

    public long eventMs(final int alloc, final int event) {
        return buffer(alloc).getLong(eventOffset(alloc, event));
    }

    public long previousAllocHigh(final int alloc, final int event) {
        return buffer(alloc).getLong(eventOffset(alloc, event) + 8);
    }

    public long previousAllocLow(final int alloc, final int event) {
        return buffer(alloc).getLong(eventOffset(alloc, event) + 16);
    }

    public long previousNodeHigh(final int alloc, final int event) {
        return buffer(alloc).getLong(eventOffset(alloc, event) + 24);
    }

    public long previousNodeLow(final int alloc, final int event) {
        return buffer(alloc).getLong(eventOffset(alloc, event) + 32);
    }

    public long delayMs(final int alloc, final int event) {
        return buffer(alloc).getLong(eventOffset(alloc, event) + 40);
    }

    /** Records a transition behind those that are there. There must be room. */
    public void addState(final int alloc, final ClientStatus status, final long timeMs) {
        final int states = stateCount(alloc);
        final int events = eventCount(alloc);
        final int blob = reserve(states + 1, events);
        final MutableDirectBuffer target = heap.blobs().buffer(blob);
        final int offset = heap.blobs().offset(blob);
        if (hasAny(alloc)) {
            target.putBytes(offset + STATES, buffer(alloc), offset(alloc) + STATES, states * STATE_LENGTH);
            target.putBytes(
                    offset + STATES + (states + 1) * STATE_LENGTH,
                    buffer(alloc),
                    offset(alloc) + STATES + states * STATE_LENGTH,
                    events * EVENT_LENGTH);
        }
        final int added = offset + STATES + states * STATE_LENGTH;
        target.putLong(added, status.value());
        target.putLong(added + 8, timeMs);
        allocs.history(alloc, blob);
    }

    /** Forgets the transitions and keeps the events. */
    public void clearStates(final int alloc) {
        final int states = stateCount(alloc);
        if (states > 0) {
            copyEvents(alloc, alloc, 0, 0);
        }
    }

    /**
     * Gives a new allocation the events of the one it replaces, from a given one on, with room for one more.
     *
     * @return the place of the last event, to be set by {@link #event}.
     */
    public int continueFrom(final int alloc, final int previous, final int firstEvent) {
        return copyEvents(alloc, previous, firstEvent, 1);
    }

    /** Makes room for events, to be set by {@link #event}, behind the states that an allocation without events has. */
    public void addRoom(final int alloc, final int events) {
        if (events > 0) {
            final int states = stateCount(alloc);
            final int blob = reserve(states, events);
            if (states > 0) {
                heap.blobs()
                        .buffer(blob)
                        .putBytes(
                                heap.blobs().offset(blob) + STATES,
                                buffer(alloc),
                                offset(alloc) + STATES,
                                states * STATE_LENGTH);
            }
            allocs.history(alloc, blob);
        }
    }

    /** Sets an event. */
    public void event(
            final int alloc,
            final int event,
            final long timeMs,
            final long allocHigh,
            final long allocLow,
            final long nodeHigh,
            final long nodeLow,
            final long delayMs) {
        final MutableDirectBuffer buffer = buffer(alloc);
        final int offset = eventOffset(alloc, event);
        buffer.putLong(offset, timeMs);
        buffer.putLong(offset + 8, allocHigh);
        buffer.putLong(offset + 16, allocLow);
        buffer.putLong(offset + 24, nodeHigh);
        buffer.putLong(offset + 32, nodeLow);
        buffer.putLong(offset + 40, delayMs);
    }

    private int copyEvents(final int alloc, final int source, final int firstEvent, final int added) {
        final int kept = eventCount(source) - firstEvent;
        final int blob = kept + added > 0 ? reserve(0, kept + added) : BlobHeap.NULL_BLOB;
        if (kept > 0) {
            heap.blobs()
                    .buffer(blob)
                    .putBytes(
                            heap.blobs().offset(blob) + STATES,
                            buffer(source),
                            eventOffset(source, firstEvent),
                            kept * EVENT_LENGTH);
        }
        allocs.history(alloc, blob);
        return kept + added - 1;
    }

    private int reserve(final int states, final int events) {
        final int blob = heap.blobs().reserve(STATES + states * STATE_LENGTH + events * EVENT_LENGTH);
        Invariant.check(BlobHeap.NULL_BLOB != blob, "room for a history was checked");
        final MutableDirectBuffer buffer = heap.blobs().buffer(blob);
        final int offset = heap.blobs().offset(blob);
        buffer.setMemory(offset, STATES + states * STATE_LENGTH + events * EVENT_LENGTH, (byte) 0);
        buffer.putInt(offset, states);
        buffer.putInt(offset + EVENT_COUNT, events);
        return blob;
    }

    private boolean hasAny(final int alloc) {
        return BlobHeap.NULL_BLOB != allocs.history(alloc);
    }

    private MutableDirectBuffer buffer(final int alloc) {
        return heap.blobs().buffer(allocs.history(alloc));
    }

    private int offset(final int alloc) {
        return heap.blobs().offset(allocs.history(alloc));
    }

    private int stateOffset(final int alloc, final int state) {
        Invariant.checkIndex(state, stateCount(alloc), "state");
        return offset(alloc) + STATES + state * STATE_LENGTH;
    }

    private int eventOffset(final int alloc, final int event) {
        Invariant.checkIndex(event, eventCount(alloc), "event");
        return offset(alloc) + STATES + stateCount(alloc) * STATE_LENGTH + event * EVENT_LENGTH;
    }
}
