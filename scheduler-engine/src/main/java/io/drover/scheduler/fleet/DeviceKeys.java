package io.drover.scheduler.fleet;

import org.agrona.DirectBuffer;

/** Takes keys of instances of devices apart: {@code vendor NUL type NUL name NUL id}. */
public final class DeviceKeys {
    /** Places of the parts. */
    public static final int VENDOR = 0;

    public static final int TYPE = 1;
    public static final int NAME = 2;
    public static final int ID = 3;

    private DeviceKeys() {}

    /** Offset of a part from the beginning of the key. */
    public static int start(final DirectBuffer buffer, final int offset, final int length, final int part) {
        int at = 0;
        for (int before = 0; before < part; before++) {
            while (at < length && buffer.getByte(offset + at) != 0) {
                at++;
            }
            at = Math.min(at + 1, length);
        }
        return at;
    }

    /** Length of a part that begins at {@code start}. */
    public static int length(
            final DirectBuffer buffer, final int offset, final int length, final int part, final int start) {
        int at = start;
        while (at < length && (part == ID || buffer.getByte(offset + at) != 0)) {
            at++;
        }
        return at - start;
    }
}
