package io.drover.agent.task;

import java.io.IOException;

/**
 * Decodes the Snappy block format, in which payloads of dispatched jobs are kept.
 *
 * <pre>
 *   block   = length (varint), element*
 *   element = tag, low two bits: 00 literal, 01 copy with 11-bit offset, 10 copy with 16-bit offset, 11 with 32-bit offset
 * </pre>
 */
final class SnappyBlock {
    /** Dispatch refuses payloads above 16 KiB; a stored one that claims more than this is damaged. */
    private static final int LENGTH_MAX = 16 << 20;

    private final byte[] source;
    private int position;

    private SnappyBlock(final byte[] source) {
        this.source = source;
    }

    static byte[] decode(final byte[] block) throws IOException {
        try {
            return new SnappyBlock(block).decode();
        } catch (final ArrayIndexOutOfBoundsException e) {
            throw new IOException("compressed payload is damaged", e);
        }
    }

    private byte[] decode() throws IOException {
        final long length = varint();
        if (length > LENGTH_MAX) {
            throw new IOException(
                    "compressed payload claims " + length + " bytes, at most " + LENGTH_MAX + " expected");
        }
        final byte[] target = new byte[(int) length];
        int targetPosition = 0;
        while (position < source.length) {
            final int tag = source[position++] & 0xff;
            if ((tag & 3) == 0) {
                final int count = literalLength(tag >> 2);
                System.arraycopy(source, position, target, targetPosition, count);
                position += count;
                targetPosition += count;
            } else {
                final int count = (tag & 3) == 1 ? 4 + (tag >> 2 & 7) : 1 + (tag >> 2);
                final int offset = copyOffset(tag);
                // A copy may overlap what it writes: that is how runs are encoded.
                for (int i = 0; i < count; i++, targetPosition++) {
                    target[targetPosition] = target[targetPosition - offset];
                }
            }
        }
        if (targetPosition != target.length) {
            throw new IOException("compressed payload is truncated");
        }
        return target;
    }

    private int literalLength(final int code) {
        return code < 60 ? code + 1 : littleEndian(code - 59) + 1;
    }

    private int copyOffset(final int tag) {
        return switch (tag & 3) {
            case 1 -> (tag >> 5 << 8) | littleEndian(1);
            case 2 -> littleEndian(2);
            default -> littleEndian(4);
        };
    }

    private int littleEndian(final int byteCount) {
        int value = 0;
        for (int i = 0; i < byteCount; i++) {
            value |= (source[position++] & 0xff) << (8 * i);
        }
        return value;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            final int next = source[position++] & 0xff;
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                break;
            }
        }
        return value;
    }
}
