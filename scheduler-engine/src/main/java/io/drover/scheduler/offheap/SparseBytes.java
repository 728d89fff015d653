package io.drover.scheduler.offheap;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Packs records of fixed fields, most of whose bytes are zero or those of the entry before, without loss.
 *
 * <pre>
 *  | length (4) | bits (1) | bytes that are not zero (0 … 8) | bits | bytes ... |
 *
 *  bit i of eight: byte i of the next eight follows; each byte is combined (xor) with the one that is {@code stride} before it
 * </pre>
 *
 * <p>A packed record is at most an eighth and five bytes longer than the record.
 */
public final class SparseBytes {
    private static final int GROUP = 8;

    private SparseBytes() {}

    /** Packs a record to the beginning of a target that grows by itself, and answers the packed length. */
    public static int pack(
            final DirectBuffer record,
            final int offset,
            final int length,
            final int stride,
            final MutableDirectBuffer target) {
        target.putInt(0, length);
        int end = Integer.BYTES;
        for (int group = 0; group < length; group += GROUP) {
            final int bitsAt = end++;
            final int limit = Math.min(length, group + GROUP);
            int bits = 0;
            for (int i = group; i < limit; i++) {
                final int before = i < stride ? 0 : record.getByte(offset + i - stride);
                final int difference = record.getByte(offset + i) ^ before;
                if (difference != 0) {
                    bits |= 1 << (i - group);
                    target.putByte(end++, (byte) difference);
                }
            }
            target.putByte(bitsAt, (byte) bits);
        }
        return end;
    }

    /** Unpacks a record to the beginning of a target that grows by itself, and answers its length. */
    public static int unpack(
            final DirectBuffer packed, final int offset, final int stride, final MutableDirectBuffer target) {
        final int length = packed.getInt(offset);
        int at = offset + Integer.BYTES;
        for (int group = 0; group < length; group += GROUP) {
            final int bits = packed.getByte(at++);
            final int limit = Math.min(length, group + GROUP);
            for (int i = group; i < limit; i++) {
                final int difference = (bits >>> (i - group) & 1) == 0 ? 0 : packed.getByte(at++);
                final int before = i < stride ? 0 : target.getByte(i - stride);
                target.putByte(i, (byte) (difference ^ before));
            }
        }
        return length;
    }
}
