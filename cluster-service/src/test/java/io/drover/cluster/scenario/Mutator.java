package io.drover.cluster.scenario;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Damages messages: cut short, bits and bytes changed, counts and lengths at their largest, numbers at their extremes, pieces moved,
 * repeated or taken from another message. The same seed gives the same damage.
 */
public final class Mutator {
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        Byte.MAX_VALUE,
        Short.MAX_VALUE,
        0xffff,
        0xfffe,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;

    public Mutator(final long seed) {
        random = new Random(seed);
    }

    /** A damaged copy; bytes before {@code from} are left alone. */
    public byte[] mutate(final byte[] original, final int from, final byte[] other) {
        byte[] bytes = original.clone();
        for (int rounds = 1 + random.nextInt(3); rounds > 0 && bytes.length > from; rounds--) {
            bytes = once(bytes, from, other);
        }
        return bytes;
    }

    private byte[] once(final byte[] bytes, final int from, final byte[] other) {
        final int at = from + random.nextInt(bytes.length - from);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> set(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
            case 2 -> set(bytes, at, random.nextInt());
            case 3 -> extreme(bytes, at);
            // A little more or less than what is there: what a length or a count that is off by some looks like.
            case 4 -> set(bytes, at, bytes[at] + random.nextInt(9) - 4);
            case 5 -> insert(bytes, at, random.nextInt(40));
            case 6 -> splice(bytes, at, other);
            default -> extreme(bytes, at & ~7);
        };
    }

    private static byte[] set(final byte[] bytes, final int at, final int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    /** A number of 1, 2, 4 or 8 bytes at one of its extremes. */
    private byte[] extreme(final byte[] bytes, final int at) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final long value = EXTREMES[random.nextInt(EXTREMES.length)];
        final int room = bytes.length - at;
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) value;
            case 1 -> {
                if (room >= Short.BYTES) {
                    buffer.putShort(at, (short) value, ByteOrder.LITTLE_ENDIAN);
                }
            }
            case 2 -> {
                if (room >= Integer.BYTES) {
                    buffer.putInt(at, (int) value, ByteOrder.LITTLE_ENDIAN);
                }
            }
            default -> {
                if (room >= Long.BYTES) {
                    buffer.putLong(at, value, ByteOrder.LITTLE_ENDIAN);
                }
            }
        }
        return bytes;
    }

    private static byte[] insert(final byte[] bytes, final int at, final int length) {
        final byte[] longer = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
    }

    private byte[] splice(final byte[] bytes, final int at, final byte[] other) {
        final int length = Math.min(other.length, bytes.length - at);
        final int from = other.length == length ? 0 : random.nextInt(other.length - length);
        System.arraycopy(other, from, bytes, at, random.nextInt(length + 1));
        return bytes;
    }
}
