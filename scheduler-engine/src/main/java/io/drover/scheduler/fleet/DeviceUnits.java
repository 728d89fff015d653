package io.drover.scheduler.fleet;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Units of device attributes. Values are comparable when their units measure the same: each unit is a multiple of the smallest of its kind.
 */
public final class DeviceUnits {
    /** No unit, or one that is not known. */
    public static final int NONE = -1;

    private static final int BYTES = 0;
    private static final int BYTE_RATES = 1;
    private static final int FREQUENCIES = 2;
    private static final int POWERS = 3;
    private static final String PREFIXES = "KMGTPE";
    private static final int COUNT = 2 * 15 + 2 + 5;

    private static final byte[][] NAMES = new byte[COUNT][];
    private static final int[] KINDS = new int[COUNT];
    private static final long[] MULTIPLES = new long[COUNT];

    static {
        int at = addBytes(0, BYTES, "");
        at = addBytes(at, BYTE_RATES, "/s");
        at = add(at, FREQUENCIES, "MHz", 1);
        at = add(at, FREQUENCIES, "GHz", 1_000);
        at = add(at, POWERS, "mW", 1);
        at = add(at, POWERS, "W", 1_000);
        at = add(at, POWERS, "kW", 1_000_000);
        at = add(at, POWERS, "MW", 1_000_000_000);
        add(at, POWERS, "GW", 1_000_000_000_000L);
    }

    private DeviceUnits() {}

    /** The unit with this name. */
    public static int of(final DirectBuffer buffer, final int offset, final int length) {
        for (int unit = 0; unit < COUNT; unit++) {
            if (NAMES[unit].length == length && isSuffix(NAMES[unit], buffer, offset, length)) {
                return unit;
            }
        }
        return NONE;
    }

    /** The unit with the longest name that a text ends with. */
    public static int suffix(final DirectBuffer buffer, final int offset, final int length) {
        int longest = NONE;
        for (int unit = 0; unit < COUNT; unit++) {
            if ((longest == NONE || NAMES[unit].length > NAMES[longest].length)
                    && isSuffix(NAMES[unit], buffer, offset, length)) {
                longest = unit;
            }
        }
        return longest;
    }

    /** Bytes of the name of a unit. */
    public static int length(final int unit) {
        return NAMES[unit].length;
    }

    /** Whether values with these units can be compared, {@link #NONE} being one of its own. */
    public static boolean areAlike(final int a, final int b) {
        return a == NONE || b == NONE ? a == b : KINDS[a] == KINDS[b];
    }

    /** How many of the smallest unit of its kind a unit is. */
    public static long multiple(final int unit) {
        return unit == NONE ? 1 : MULTIPLES[unit];
    }

    private static int addBytes(final int first, final int kind, final String per) {
        int at = add(first, kind, "B" + per, 1);
        at = add(at, kind, "kB" + per, 1_000);
        at = add(at, kind, "kiB" + per, 1_024);
        long binary = 1;
        long decimal = 1;
        for (int i = 0; i < PREFIXES.length(); i++) {
            binary *= 1_024;
            decimal *= 1_000;
            at = add(at, kind, PREFIXES.charAt(i) + "iB" + per, binary);
            at = add(at, kind, PREFIXES.charAt(i) + "B" + per, decimal);
        }
        return at;
    }

    private static int add(final int at, final int kind, final String name, final long multiple) {
        NAMES[at] = name.getBytes(StandardCharsets.US_ASCII);
        KINDS[at] = kind;
        MULTIPLES[at] = multiple;
        return at + 1;
    }

    private static boolean isSuffix(final byte[] name, final DirectBuffer buffer, final int offset, final int length) {
        if (name.length > length) {
            return false;
        }
        final int from = offset + length - name.length;
        for (int i = 0; i < name.length; i++) {
            if (buffer.getByte(from + i) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
