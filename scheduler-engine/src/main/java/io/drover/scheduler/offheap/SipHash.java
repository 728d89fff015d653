package io.drover.scheduler.offheap;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * SipHash-1-3: a keyed hash for short byte strings. Whoever does not know the key cannot choose strings that collide,
 * which is why the string table uses it: names come from outside.
 */
final class SipHash {
    private final long initial0;
    private final long initial1;
    private final long initial2;
    private final long initial3;

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    SipHash(final long key0, final long key1) {
        initial0 = key0 ^ 0x736f6d6570736575L;
        initial1 = key1 ^ 0x646f72616e646f6dL;
        initial2 = key0 ^ 0x6c7967656e657261L;
        initial3 = key1 ^ 0x7465646279746573L;
    }

    long hash(final DirectBuffer buffer, final int offset, final int length) {
        v0 = initial0;
        v1 = initial1;
        v2 = initial2;
        v3 = initial3;

        final int wordsLimit = offset + (length & ~7);
        for (int i = offset; i < wordsLimit; i += 8) {
            absorb(buffer.getLong(i, ByteOrder.LITTLE_ENDIAN));
        }
        long tail = (long) length << 56;
        for (int i = 0, count = length & 7; i < count; i++) {
            tail |= (buffer.getByte(wordsLimit + i) & 0xffL) << (i << 3);
        }
        absorb(tail);

        v2 ^= 0xff;
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void absorb(final long word) {
        v3 ^= word;
        round();
        v0 ^= word;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
