package io.drover.tools.cli.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The binary form of certificates: each value is a tag, a length and a content. */
final class Der {
    private static final int CONSTRUCTED_CONTEXT = 0xa0;
    private static final int PRIMITIVE_CONTEXT = 0x80;
    private static final int SHORT_LENGTH_MAX = 127;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(final byte[]... values) {
        return element(0x30, join(values));
    }

    static byte[] set(final byte[]... values) {
        return element(0x31, join(values));
    }

    static byte[] integer(final BigInteger value) {
        return element(2, value.toByteArray());
    }

    static byte[] integer(final long value) {
        return integer(BigInteger.valueOf(value));
    }

    static byte[] bool(final boolean value) {
        return element(1, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] octets(final byte[] value) {
        return element(4, value);
    }

    /** Bits that fill whole bytes. */
    static byte[] bits(final byte[] value) {
        return element(3, join(new byte[] {0}, value));
    }

    /** The highest bits of a byte, of which those to the right of the last set one are unused. */
    static byte[] flags(final int highBits) {
        final int unused = Integer.numberOfTrailingZeros(highBits & 0xff);
        return element(3, new byte[] {(byte) unused, (byte) highBits});
    }

    static byte[] utf8(final String text) {
        return element(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(final Instant time) {
        return element(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /** An object identifier by its numbers. */
    static byte[] oid(final String dotted) {
        final String[] parts = dotted.split("\\.");
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        base128(out, Long.parseLong(parts[0]) * 40 + Long.parseLong(parts[1]));
        for (int i = 2; i < parts.length; i++) {
            base128(out, Long.parseLong(parts[i]));
        }
        return element(6, out.toByteArray());
    }

    /** A value whose meaning its number within the surrounding value gives. */
    static byte[] tagged(final int number, final byte[] value) {
        return element(CONSTRUCTED_CONTEXT | number, value);
    }

    /** The same for bare bytes. */
    static byte[] taggedBytes(final int number, final byte[] bytes) {
        return element(PRIMITIVE_CONTEXT | number, bytes);
    }

    static byte[] join(final byte[]... values) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (final byte[] value : values) {
            out.writeBytes(value);
        }
        return out.toByteArray();
    }

    private static byte[] element(final int tag, final byte[] content) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length <= SHORT_LENGTH_MAX) {
            out.write(content.length);
        } else {
            final byte[] length = BigInteger.valueOf(content.length).toByteArray();
            final int skipped = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - skipped));
            out.write(length, skipped, length.length - skipped);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void base128(final ByteArrayOutputStream out, final long value) {
        int shift = 63 - Long.numberOfLeadingZeros(value | 1);
        for (shift -= shift % 7; shift > 0; shift -= 7) {
            out.write((int) (0x80 | value >> shift & 0x7f));
        }
        out.write((int) (value & 0x7f));
    }
}
