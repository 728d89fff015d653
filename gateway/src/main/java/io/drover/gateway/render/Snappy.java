package io.drover.gateway.render;

import java.io.ByteArrayOutputStream;

/** The Snappy format without its compression: payloads are small, and only their form is agreed on. */
final class Snappy {
    private static final int LITERAL_MAX = 1 << 16;
    private static final int ONE_BYTE_LENGTH = 60;
    private static final int TWO_BYTE_LENGTH = 61;
    private static final int SHORT_MAX = 60;
    private static final int ONE_BYTE_MAX = 256;

    private Snappy() {}

    /** Bytes as one or more literals. */
    static byte[] compress(final byte[] bytes) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
        int left = bytes.length;
        while (left >= 0x80) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
        for (int at = 0; at < bytes.length; at += LITERAL_MAX) {
            final int length = Math.min(LITERAL_MAX, bytes.length - at);
            if (length <= SHORT_MAX) {
                out.write(length - 1 << 2);
            } else if (length <= ONE_BYTE_MAX) {
                out.write(ONE_BYTE_LENGTH << 2);
                out.write(length - 1);
            } else {
                out.write(TWO_BYTE_LENGTH << 2);
                out.write(length - 1 & 0xff);
                out.write(length - 1 >>> 8);
            }
            out.write(bytes, at, length);
        }
        return out.toByteArray();
    }
}
