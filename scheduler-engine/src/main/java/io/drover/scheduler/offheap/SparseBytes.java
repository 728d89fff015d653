package io.drover.scheduler.offheap;

import java.nio.ByteOrder;
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

    /** The most bytes that a record of some length may be packed to. */
    public static int packedLengthMax(final int length) {
        return Integer.BYTES + length + (length + GROUP - 1) / GROUP;
    }

    /** Packs a record to the beginning of a target with room for {@link #packedLengthMax}, and answers the packed length. */
    public static int pack(
            final DirectBuffer record,
            final int offset,
            final int length,
            final int stride,
            final MutableDirectBuffer target) {
        target.putInt(0, length);
        int end = Integer.BYTES;
        for (int group = 0; group < length; group += GROUP) {
            long difference = difference(record, offset, group, Math.min(GROUP, length - group), stride);
            final int bitsAt = end++;
            int bits = 0;
            while (0 != difference) {
                final int shift = Long.numberOfTrailingZeros(difference) & -Byte.SIZE;
                bits |= 1 << (shift >>> 3);
                target.putByte(end++, (byte) (difference >>> shift));
                difference &= -1L << shift << Byte.SIZE;
            }
            target.putByte(bitsAt, (byte) bits);
        }
        return end;
    }

    /** The bytes of a group combined with those one stride before, the first one lowest. */
    private static long difference(
            final DirectBuffer record, final int offset, final int group, final int count, final int stride) {
        if (GROUP == count && (group >= stride || group + GROUP <= stride)) {
            final long before = group < stride ? 0 : record.getLong(offset + group - stride, ByteOrder.LITTLE_ENDIAN);
            return record.getLong(offset + group, ByteOrder.LITTLE_ENDIAN) ^ before;
        }
        long difference = 0;
        for (int i = 0; i < count; i++) {
            final int at = group + i;
            final int before = at < stride ? 0 : record.getByte(offset + at - stride);
            difference |= ((record.getByte(offset + at) ^ before) & 0xffL) << i * Byte.SIZE;
        }
        return difference;
    }

    /** Unpacks a record to the beginning of a target that grows by itself, and answers its length. */
    public static int unpack(
            final DirectBuffer packed, final int offset, final int stride, final MutableDirectBuffer target) {
        final int length = packed.getInt(offset);
        int at = offset + Integer.BYTES;
        for (int group = 0; group < length; group += GROUP) {
            int bits = packed.getByte(at++) & 0xff;
            long difference = 0;
            for (; 0 != bits; bits &= bits - 1) {
                difference |= (packed.getByte(at++) & 0xffL) << (Integer.numberOfTrailingZeros(bits) << 3);
            }
            final int count = Math.min(GROUP, length - group);
            if (GROUP == count && (stride >= GROUP && group >= stride || group + GROUP <= stride)) {
                final long before = group < stride ? 0 : target.getLong(group - stride, ByteOrder.LITTLE_ENDIAN);
                target.putLong(group, difference ^ before, ByteOrder.LITTLE_ENDIAN);
            } else {
                for (int i = 0; i < count; i++) {
                    final int before = group + i < stride ? 0 : target.getByte(group + i - stride);
                    target.putByte(group + i, (byte) (difference >>> (i << 3) ^ before));
                }
            }
        }
        return length;
    }
}
