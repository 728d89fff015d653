package io.drover.scheduler.offheap;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A 64-bit hash over a stream of values: two states are taken for equal when every table was fed in its canonical
 * order and the digests agree. Order matters, and so does where one byte string ends and the next begins.
 *
 * <p>The same on every platform and JDK: bytes are read as little-endian words whatever the machine's order is. It
 * guards against defects and damage, not against forgery.
 */
public final class Digest {
    private static final long PRIME_A = 0x9e3779b185ebca87L;
    private static final long PRIME_B = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME_C = 0x165667b19e3779f9L;

    private long state;

    /** An empty digest. */
    public Digest() {
        reset();
    }

    /** Forgets everything that was added. */
    public Digest reset() {
        state = PRIME_C;
        return this;
    }

    /** Adds a number. */
    public Digest add(final long value) {
        long word = value * PRIME_B;
        word = Long.rotateLeft(word, 31) * PRIME_A;
        state = Long.rotateLeft(state ^ word, 27) * PRIME_A + PRIME_C;
        return this;
    }

    /** Adds a 128-bit id. */
    public Digest add(final long high, final long low) {
        return add(high).add(low);
    }

    /** Adds a truth value. */
    public Digest add(final boolean value) {
        return add(value ? 1L : 0L);
    }

    /** Adds a byte string, its length first. */
    public Digest add(final DirectBuffer buffer, final int offset, final int length) {
        add(length);
        final int wordsLimit = offset + (length & ~7);
        for (int i = offset; i < wordsLimit; i += 8) {
            add(buffer.getLong(i, ByteOrder.LITTLE_ENDIAN));
        }
        final int tailLength = length & 7;
        if (tailLength > 0) {
            long tail = 0;
            for (int i = 0; i < tailLength; i++) {
                tail |= (buffer.getByte(wordsLimit + i) & 0xffL) << (i << 3);
            }
            add(tail);
        }
        return this;
    }

    /** The digest of what was added so far; more may be added afterwards. */
    public long value() {
        return Mix.mix(state);
    }
}
