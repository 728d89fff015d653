package io.drover.scheduler.feasible;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A reusable reference to bytes somewhere else, or to nothing.
 */
final class Slice {
    private static final UnsafeBuffer NO_BYTES = new UnsafeBuffer(new byte[0]);

    DirectBuffer buffer = NO_BYTES;
    int offset;
    int length;
    boolean isFound;

    void set(final DirectBuffer source, final int sourceOffset, final int sourceLength) {
        buffer = source;
        offset = sourceOffset;
        length = sourceLength;
        isFound = true;
    }

    /** Refers to nothing: empty and not found. */
    void clear() {
        buffer = NO_BYTES;
        offset = 0;
        length = 0;
        isFound = false;
    }

    int at(final int index) {
        return buffer.getByte(offset + index) & 0xff;
    }
}
