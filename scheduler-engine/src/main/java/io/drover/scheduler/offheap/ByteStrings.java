package io.drover.scheduler.offheap;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Comparisons of byte strings in buffers, eight bytes at a time, in unsigned byte order. */
public final class ByteStrings {
    private ByteStrings() {}

    /** Whether {@code length} bytes are the same. */
    public static boolean equal(
            final DirectBuffer a, final int offsetA, final DirectBuffer b, final int offsetB, final int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (a.getLong(offsetA + i) != b.getLong(offsetB + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (a.getByte(offsetA + i) != b.getByte(offsetB + i)) {
                return false;
            }
        }
        return true;
    }

    /** Negative, zero or positive, as a is before, the same as, or after b; a beginning is before the whole. */
    public static int compare(
            final DirectBuffer a,
            final int offsetA,
            final int lengthA,
            final DirectBuffer b,
            final int offsetB,
            final int lengthB) {
        final int common = Math.min(lengthA, lengthB);
        int i = 0;
        for (; i + Long.BYTES <= common; i += Long.BYTES) {
            final long wordA = a.getLong(offsetA + i, ByteOrder.BIG_ENDIAN);
            final long wordB = b.getLong(offsetB + i, ByteOrder.BIG_ENDIAN);
            if (wordA != wordB) {
                return Long.compareUnsigned(wordA, wordB);
            }
        }
        for (; i < common; i++) {
            final int difference = (a.getByte(offsetA + i) & 0xff) - (b.getByte(offsetB + i) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return lengthA - lengthB;
    }

    /** Whether the bytes are these ASCII characters. */
    public static boolean equalsAscii(
            final DirectBuffer buffer, final int offset, final int length, final CharSequence ascii) {
        if (length != ascii.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(offset + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first eight bytes, the first one highest; shorter strings end in zeroes. */
    public static long prefix(final DirectBuffer buffer, final int offset, final int length) {
        if (length >= Long.BYTES) {
            return buffer.getLong(offset, ByteOrder.BIG_ENDIAN);
        }
        long prefix = 0;
        for (int i = 0; i < length; i++) {
            prefix |= (buffer.getByte(offset + i) & 0xffL) << (Long.SIZE - Byte.SIZE - (i << 3));
        }
        return prefix;
    }
}
