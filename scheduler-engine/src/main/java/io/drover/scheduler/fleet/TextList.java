package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.StringTable;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Copies of byte strings, by position. Reusable; grows and never shrinks.
 */
final class TextList {
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(256);
    private int[] limits = new int[8];
    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    int add(final DirectBuffer buffer, final int offset, final int length) {
        begin();
        append(buffer, offset, length);
        return count - 1;
    }

    /** Adds a constant ASCII prefix and bytes behind it as one string. */
    int add(final byte[] prefix, final DirectBuffer buffer, final int offset, final int length) {
        begin();
        bytes.putBytes(limits[count - 1], prefix, 0, prefix.length);
        limits[count - 1] += prefix.length;
        append(buffer, offset, length);
        return count - 1;
    }

    DirectBuffer buffer() {
        return bytes;
    }

    int offset(final int index) {
        return 0 == index ? 0 : limits[index - 1];
    }

    int length(final int index) {
        return limits[index] - offset(index);
    }

    /** Interns a string; the reference is the caller's. */
    int intern(final StringTable strings, final int index) {
        return strings.intern(bytes, offset(index), length(index));
    }

    boolean startsWith(final int index, final byte[] prefix) {
        if (length(index) < prefix.length) {
            return false;
        }
        final int offset = offset(index);
        for (int i = 0; i < prefix.length; i++) {
            if (bytes.getByte(offset + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    int compare(final int a, final int b) {
        final int common = Math.min(length(a), length(b));
        final int offsetA = offset(a);
        final int offsetB = offset(b);
        for (int i = 0; i < common; i++) {
            final int difference = (bytes.getByte(offsetA + i) & 0xff) - (bytes.getByte(offsetB + i) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return length(a) - length(b);
    }

    private void begin() {
        if (count == limits.length) {
            limits = Arrays.copyOf(limits, count << 1);
        }
        limits[count] = 0 == count ? 0 : limits[count - 1];
        count++;
    }

    private void append(final DirectBuffer buffer, final int offset, final int length) {
        bytes.putBytes(limits[count - 1], buffer, offset, length);
        limits[count - 1] += length;
    }
}
