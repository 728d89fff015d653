package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/**
 * What makes commands apply exactly once: for each gateway the replies to its latest commands, so that a command sent again is
 * answered with its first reply.
 *
 * <pre>
 *  row   | gateway id | acknowledged | highest | last seen | reply 0 | reply 1 | ... | reply window - 1 |
 *                                                               blob, at (number mod window); 0: not applied
 *
 *  numbers  ... acknowledged ] ( in the window: applied or not ) ( beyond: refused ...
 *                              '------- window numbers --------'
 * </pre>
 *
 * <p>Numbers up to {@code acknowledged} will not be sent again in earnest: their replies arrived, or the gateway gave them up. A late
 * copy of one must not be applied, so it is refused.
 */
public final class SessionTable {
    private static final int GATEWAY_ID = 0;
    private static final int ACKNOWLEDGED = 8;
    private static final int HIGHEST = 16;
    private static final int LAST_SEEN_MS = 24;
    private static final int REPLIES = 32;

    private final int window;
    private final Slab slab;
    private final LongIndex gateways;
    private final Heap heap;

    SessionTable(final Limits limits, final Heap heap) {
        window = limits.intValue(Limits.Key.SESSION_WINDOW);
        final int sessionsMax = limits.intValue(Limits.Key.SESSIONS_MAX);
        slab = new Slab(REPLIES + (window + (window & 1)) * Integer.BYTES, sessionsMax);
        gateways = new LongIndex(sessionsMax);
        this.heap = heap;
    }

    /** The rows themselves. */
    public Slab rows() {
        return slab;
    }

    /** Numbers for which a session keeps replies. */
    public int window() {
        return window;
    }

    /** The session of a gateway, or {@link Slab#NULL_ROW}. */
    public int find(final long gatewayId) {
        return gateways.find(gatewayId);
    }

    /** Adds a session. There must be room. */
    public int insert(final long gatewayId) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row && gateways.put(gatewayId, row), "room for a session was checked");
        slab.putLong(row, GATEWAY_ID, gatewayId);
        return row;
    }

    /** Forgets a session with its replies. */
    public void remove(final int row) {
        for (int place = 0; place < window; place++) {
            heap.free(slab.getInt(row, place(place)));
        }
        gateways.remove(gatewayId(row));
        slab.free(row);
    }

    public long gatewayId(final int row) {
        return slab.getLong(row, GATEWAY_ID);
    }

    public long acknowledged(final int row) {
        return slab.getLong(row, ACKNOWLEDGED);
    }

    public long highest(final int row) {
        return slab.getLong(row, HIGHEST);
    }

    public long lastSeenMs(final int row) {
        return slab.getLong(row, LAST_SEEN_MS);
    }

    public void lastSeenMs(final int row, final long value) {
        slab.putLong(row, LAST_SEEN_MS, value);
    }

    /** Frees the replies that the gateway has. An acknowledgement that lies behind one before changes nothing. */
    public void acknowledge(final int row, final long number) {
        final long from = acknowledged(row);
        final long to = Math.min(number, highest(row));
        if (to > from) {
            final long last = Math.min(to, from + window);
            for (long freed = from + 1; freed <= last; freed++) {
                replaceReply(row, freed, BlobHeap.NULL_BLOB);
            }
            slab.putLong(row, ACKNOWLEDGED, to);
        }
    }

    /** The stored reply of a number in the window, {@link BlobHeap#NULL_BLOB} when it was not applied. */
    public int reply(final int row, final long number) {
        return slab.getInt(row, place(number));
    }

    /** Keeps the reply of a number in the window. There must be room. */
    public void storeReply(
            final int row, final long number, final DirectBuffer buffer, final int offset, final int length) {
        replaceReply(row, number, heap.put(buffer, offset, length));
        if (number > highest(row)) {
            slab.putLong(row, HIGHEST, number);
        }
    }

    /** Continues from what a snapshot recorded. */
    public void restore(final int row, final long acknowledged, final long highest, final long lastSeenMs) {
        slab.putLong(row, ACKNOWLEDGED, acknowledged);
        slab.putLong(row, HIGHEST, highest);
        slab.putLong(row, LAST_SEEN_MS, lastSeenMs);
    }

    /** The session that was silent for longest, or {@link Slab#NULL_ROW}. */
    public int leastRecent() {
        int found = Slab.NULL_ROW;
        for (int row = slab.first(); Slab.NULL_ROW != row; row = slab.next(row)) {
            if (Slab.NULL_ROW == found || isLessRecent(row, found)) {
                found = row;
            }
        }
        return found;
    }

    /** Sessions seen at the same time are told apart by their gateway, as rows may differ after a restore. */
    private boolean isLessRecent(final int row, final int other) {
        final int order = Long.compare(lastSeenMs(row), lastSeenMs(other));
        return order < 0 || 0 == order && gatewayId(row) < gatewayId(other);
    }

    private void replaceReply(final int row, final long number, final int blob) {
        final int place = place(number);
        heap.free(slab.getInt(row, place));
        slab.putInt(row, place, blob);
    }

    private int place(final long number) {
        return REPLIES + (int) (number % window) * Integer.BYTES;
    }
}
