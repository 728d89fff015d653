package io.drover.sbe;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * The 64-bit hash by which the change feed names rows that have names instead of ids: FNV-1a over the UTF-8 bytes of the
 * namespace, a zero byte, and the name. A collision wakes a reader for nothing, no more.
 */
public final class KeyHash {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private KeyHash() {}

    /** Hash of one name, such as a namespace's. */
    public static long of(final CharSequence name) {
        return addText(OFFSET_BASIS, name);
    }

    /** Hash of a name within a namespace. */
    public static long of(final CharSequence namespace, final CharSequence name) {
        return addText(addByte(addText(OFFSET_BASIS, namespace), 0), name);
    }

    /** Hash of one name in a buffer. */
    public static long of(final DirectBuffer name, final int offset, final int length) {
        return add(OFFSET_BASIS, name, offset, length);
    }

    /** Continues the hash of a namespace with the name in it. */
    public static long within(final long namespaceHash, final DirectBuffer name, final int offset, final int length) {
        return add(addByte(namespaceHash, 0), name, offset, length);
    }

    private static long add(final long hash, final DirectBuffer buffer, final int offset, final int length) {
        long mixed = hash;
        for (int i = 0; i < length; i++) {
            mixed = addByte(mixed, buffer.getByte(offset + i));
        }
        return mixed;
    }

    private static long addText(final long hash, final CharSequence text) {
        long mixed = hash;
        for (final byte b : text.toString().getBytes(StandardCharsets.UTF_8)) {
            mixed = addByte(mixed, b);
        }
        return mixed;
    }

    private static long addByte(final long hash, final int value) {
        return (hash ^ (value & 0xff)) * PRIME;
    }
}
