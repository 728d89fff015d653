package io.drover.scheduler.offheap;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Packs records of equal entries of fixed fields, most of whose bytes are zero or those of the entry before, without loss.
 *
 * <pre>
 *  | length (4) | bits (1) | bytes that are not zero (0 … 8) | bits | bytes ... |
 *
 *  bit i of eight: byte i of the next eight follows; each byte is combined (xor) with that of the entry before it;
 *  every entry begins with bits of its own, and the last ones of an entry may be for fewer than eight bytes
 * </pre>
 */
public final class SparseBytes {
    private static final int GROUP = 8;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private SparseBytes() {}

    /** The most bytes that a record of some length may be packed to. */
    public static int packedLengthMax(final int length, final int stride) {
        return Integer.BYTES + length + (length / stride + 1) * (Math.min(length, stride) + GROUP - 1) / GROUP + 1;
    }

    /**
     * Packs a record into a target with room for {@link #packedLengthMax}, and answers the packed length.
     *
     * @param stride bytes of an entry.
     */
    public static int pack(
            final DirectBuffer record,
            final int offset,
            final int length,
            final int stride,
            final MutableDirectBuffer target,
            final int targetOffset) {
        target.putInt(targetOffset, length);
        int end = targetOffset + Integer.BYTES;
        for (int entry = 0; entry < length; entry += stride) {
            final int entryLength = Math.min(stride, length - entry);
            for (int group = 0; group < entryLength; group += GROUP) {
                final long difference =
                        difference(record, offset + entry + group, Math.min(GROUP, entryLength - group), entry, stride);
                end = putGroup(difference, target, end);
            }
        }
        return end - targetOffset;
    }

    private static int putGroup(final long difference, final MutableDirectBuffer target, final int at) {
        int end = at + 1;
        if (0 == difference) {
            target.putByte(at, (byte) 0);
        } else if (0 == (difference - LOW_BITS & ~difference & HIGH_BITS)) {
            // None of the bytes is zero: those of ids, mostly.
            target.putByte(at, (byte) 0xff);
            target.putLong(end, difference, ByteOrder.LITTLE_ENDIAN);
            end += Long.BYTES;
        } else {
            int bits = 0;
            for (long rest = difference; 0 != rest; ) {
                final int shift = Long.numberOfTrailingZeros(rest) & -Byte.SIZE;
                bits |= 1 << (shift >>> 3);
                target.putByte(end++, (byte) (rest >>> shift));
                rest &= -1L << shift << Byte.SIZE;
            }
            target.putByte(at, (byte) bits);
        }
        return end;
    }

    /** The bytes of a group combined with those of the entry before, the first one lowest. */
    private static long difference(
            final DirectBuffer record, final int at, final int count, final int entry, final int stride) {
        if (GROUP == count) {
            final long before = 0 == entry ? 0 : record.getLong(at - stride, ByteOrder.LITTLE_ENDIAN);
            return record.getLong(at, ByteOrder.LITTLE_ENDIAN) ^ before;
        }
        long difference = 0;
        for (int i = 0; i < count; i++) {
            final int before = 0 == entry ? 0 : record.getByte(at + i - stride);
            difference |= ((record.getByte(at + i) ^ before) & 0xffL) << i * Byte.SIZE;
        }
        return difference;
    }

    /** Bytes of a record that was packed. */
    public static int unpackedLength(final DirectBuffer packed, final int offset) {
        return packed.getInt(offset);
    }

    /** Unpacks a record into a target that grows by itself, and answers its length. */
    public static int unpack(
            final DirectBuffer packed,
            final int offset,
            final int stride,
            final MutableDirectBuffer target,
            final int targetOffset) {
        final int length = packed.getInt(offset);
        int from = offset + Integer.BYTES;
        for (int entry = 0; entry < length; entry += stride) {
            final int entryLength = Math.min(stride, length - entry);
            for (int group = 0; group < entryLength; group += GROUP) {
                int bits = packed.getByte(from++) & 0xff;
                long difference = 0;
                for (; 0 != bits; bits &= bits - 1) {
                    difference |= (packed.getByte(from++) & 0xffL) << (Integer.numberOfTrailingZeros(bits) << 3);
                }
                combine(
                        difference,
                        target,
                        targetOffset + entry + group,
                        Math.min(GROUP, entryLength - group),
                        entry,
                        stride);
            }
        }
        return length;
    }

    private static void combine(
            final long difference,
            final MutableDirectBuffer target,
            final int at,
            final int count,
            final int entry,
            final int stride) {
        if (GROUP == count) {
            final long before = 0 == entry ? 0 : target.getLong(at - stride, ByteOrder.LITTLE_ENDIAN);
            target.putLong(at, difference ^ before, ByteOrder.LITTLE_ENDIAN);
            return;
        }
        for (int i = 0; i < count; i++) {
            final int before = 0 == entry ? 0 : target.getByte(at + i - stride);
            target.putByte(at + i, (byte) (difference >>> i * Byte.SIZE ^ before));
        }
    }
}
