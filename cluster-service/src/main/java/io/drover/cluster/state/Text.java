package io.drover.cluster.state;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes the constant texts that the state machine writes, encoded once. */
public final class Text {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** Characters of a UUID. */
    public static final int UUID_LENGTH = 36;

    private Text() {}

    /** UTF-8 bytes of a constant. */
    public static UnsafeBuffer of(final String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a UUID in its usual form and returns where it ends. */
    public static int putUuid(final MutableDirectBuffer target, final int offset, final long high, final long low) {
        int at = putHex(target, offset, high, 60, 8);
        target.putByte(at++, (byte) '-');
        at = putHex(target, at, high, 28, 4);
        target.putByte(at++, (byte) '-');
        at = putHex(target, at, high, 12, 4);
        target.putByte(at++, (byte) '-');
        at = putHex(target, at, low, 60, 4);
        target.putByte(at++, (byte) '-');
        return putHex(target, at, low, 44, 12);
    }

    /** Writes all of a text and returns where it ends. */
    public static int put(final MutableDirectBuffer target, final int offset, final DirectBuffer text) {
        target.putBytes(offset, text, 0, text.capacity());
        return offset + text.capacity();
    }

    /** Writes {@code text[index]}, the name of what each allocation has for itself, and returns where it ends. */
    public static int putIndexed(final MutableDirectBuffer target, final DirectBuffer text, final int index) {
        int length = put(target, 0, text);
        target.putByte(length++, (byte) '[');
        length += target.putIntAscii(length, index);
        target.putByte(length++, (byte) ']');
        return length;
    }

    private static int putHex(
            final MutableDirectBuffer target,
            final int offset,
            final long value,
            final int topShift,
            final int digits) {
        for (int i = 0; i < digits; i++) {
            target.putByte(offset + i, HEX[(int) (value >>> (topShift - 4 * i)) & 0xf]);
        }
        return offset + digits;
    }
}
