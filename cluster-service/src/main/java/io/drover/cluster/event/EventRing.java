package io.drover.cluster.event;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest records within a fixed number of bytes; a new one pushes out the oldest. Positions count bytes since the ring was made and
 * never go back, so a reader that comes back with an old one sees that it missed something.
 *
 * <pre>
 *   record  | length (4) | unused (4) | bytes, padded to 8 |
 *   at the end of the memory, where a record does not fit:  | -1 (4) | unused |
 * </pre>
 *
 * <p>One thread. Allocates nothing after its construction.
 */
final class EventRing {
    private static final int HEADER_LENGTH = 8;
    private static final int ALIGNMENT = 8;
    private static final int PADDING = -1;

    private final UnsafeBuffer buffer;
    private final int capacity;
    private long head;
    private long tail;

    /** A ring of at least this many bytes; none are taken before the first record. */
    EventRing(final int bytes) {
        capacity = BitUtil.findNextPositivePowerOfTwo(Math.max(bytes, 2 * HEADER_LENGTH));
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes == 0 ? 0 : capacity));
    }

    /** Longest record that is taken: others must have room beside it. */
    int recordLengthMax() {
        return capacity / 8;
    }

    /** Position of the oldest record. */
    long head() {
        return head;
    }

    /** Position behind the newest record. */
    long tail() {
        return tail;
    }

    /** Adds a record, whose length the caller has compared with the limit. */
    void add(final DirectBuffer source, final int length) {
        final int needed = HEADER_LENGTH + BitUtil.align(length, ALIGNMENT);
        final int untilEnd = capacity - index(tail);
        if (needed > untilEnd) {
            makeRoom(untilEnd);
            buffer.putInt(index(tail), PADDING);
            tail += untilEnd;
        }
        makeRoom(needed);
        buffer.putInt(index(tail), length);
        buffer.putBytes(index(tail) + HEADER_LENGTH, source, 0, length);
        tail += needed;
    }

    /** Forgets everything, in such a way that readers notice. */
    void skip() {
        // A reader that is at the end has missed something too.
        tail += capacity - index(tail);
        head = tail;
    }

    /** Position of the record at or after a position, which is the tail when there is none. */
    long recordAt(final long position) {
        final long from = Math.max(position, head);
        return from < tail && buffer.getInt(index(from)) == PADDING ? from + capacity - index(from) : from;
    }

    /** Position behind a record. */
    long next(final long record) {
        return record + HEADER_LENGTH + BitUtil.align(length(record), ALIGNMENT);
    }

    int length(final long record) {
        return buffer.getInt(index(record));
    }

    /** Memory of all records. */
    DirectBuffer buffer() {
        return buffer;
    }

    /** Where a record starts in the memory. */
    int offset(final long record) {
        return index(record) + HEADER_LENGTH;
    }

    private void makeRoom(final int bytes) {
        while (tail + bytes - head > capacity) {
            head = buffer.getInt(index(head)) == PADDING ? head + capacity - index(head) : next(head);
        }
    }

    private int index(final long position) {
        return (int) (position & capacity - 1);
    }
}
