package io.drover.scheduler.spec;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The strings of a spec, copied out of its message. A text is a {@code long}: offset in the upper half, length in the lower.
 */
public final class Texts {
    /** The empty text. */
    public static final long EMPTY = 0;

    /** Longest text in bytes. */
    static final int LENGTH_MAX = 65_535;

    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(512);
    private int limit;

    void clear() {
        limit = 0;
    }

    /** Where the next text is written, at {@link #limit()}. */
    MutableDirectBuffer target() {
        return bytes;
    }

    int limit() {
        return limit;
    }

    /** Keeps the bytes written last as a text. */
    long take(final int length) {
        final long text = slice(limit, length);
        limit += length;
        return text;
    }

    static long slice(final int offset, final int length) {
        return (long) offset << Integer.SIZE | length;
    }

    /** Holds the bytes of all texts. */
    public DirectBuffer buffer() {
        return bytes;
    }

    public static int offset(final long text) {
        return (int) (text >>> Integer.SIZE);
    }

    public static int length(final long text) {
        return (int) text;
    }

    /** One of the text's bytes, unsigned. */
    public int at(final long text, final int index) {
        return bytes.getByte(offset(text) + index) & 0xff;
    }

    public boolean equalsAscii(final long text, final String ascii) {
        return length(text) == ascii.length() && startsWithAscii(text, ascii);
    }

    public boolean startsWithAscii(final long text, final String prefix) {
        if (length(text) < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (at(text, i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the same bytes stand in another place. */
    public boolean equals(final long text, final DirectBuffer other, final int otherOffset, final int otherLength) {
        return compare(text, other, otherOffset, otherLength) == 0;
    }

    /** Negative, zero or positive, as the bytes are before, equal to, or after the others. */
    public int compare(final long text, final DirectBuffer other, final int otherOffset, final int otherLength) {
        final int length = length(text);
        final int common = Math.min(length, otherLength);
        for (int i = 0; i < common; i++) {
            final int difference = at(text, i) - (other.getByte(otherOffset + i) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return length - otherLength;
    }

    /** Decodes a text. It allocates: for compiled patterns and tests. */
    public String text(final long text) {
        final byte[] copy = new byte[length(text)];
        bytes.getBytes(offset(text), copy);
        return new String(copy, StandardCharsets.UTF_8);
    }
}
