package io.drover.scheduler.fleet;

import io.drover.sbe.common.DeviceValueKind;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A value with a type and perhaps a unit: an attribute of a device, or a literal that one is compared with. Reusable; it refers to the bytes
 * that it was made of.
 */
public final class DeviceValue {
    /** Values of different types, or of units that measure different things. */
    public static final int INCOMPARABLE = Integer.MIN_VALUE;

    private static final UnsafeBuffer NO_BYTES = new UnsafeBuffer(new byte[0]);
    private static final int DIGITS_MAX = 19;

    private boolean isFound;
    private boolean hasText;
    private DeviceValueKind kind = DeviceValueKind.TEXT;
    private long number;
    private double decimal;
    private int unit = DeviceUnits.NONE;
    private DirectBuffer buffer = NO_BYTES;
    private int offset;
    private int length;

    /** There is no such value. */
    public void clear() {
        text(NO_BYTES, 0, 0);
        isFound = false;
    }

    /** A text, whatever it looks like. */
    public DeviceValue text(final DirectBuffer source, final int sourceOffset, final int sourceLength) {
        isFound = true;
        hasText = true;
        kind = DeviceValueKind.TEXT;
        unit = DeviceUnits.NONE;
        buffer = source;
        offset = sourceOffset;
        length = sourceLength;
        return this;
    }

    /** An attribute as it was registered; the text is kept for those that are texts. */
    DeviceValue attribute(final DeviceValueKind ofKind, final long bits, final int ofUnit) {
        isFound = true;
        kind = ofKind;
        hasText = false;
        number = bits;
        decimal = ofKind == DeviceValueKind.DECIMAL ? Double.longBitsToDouble(bits) : bits;
        unit = ofUnit;
        return this;
    }

    /** Reads a literal: a number with or without unit, else a truth value, else a text. */
    public DeviceValue parse(final DirectBuffer source, final int sourceOffset, final int sourceLength) {
        text(source, sourceOffset, sourceLength);
        int end = sourceOffset + sourceLength;
        if (sourceLength == 0) {
            return this;
        }
        final int found = isLetter(source.getByte(end - 1))
                ? DeviceUnits.suffix(source, sourceOffset, sourceLength)
                : DeviceUnits.NONE;
        if (found != DeviceUnits.NONE) {
            end -= DeviceUnits.length(found);
            while (end > sourceOffset && source.getByte(end - 1) == ' ') {
                end--;
            }
        }
        if (isInteger(source, sourceOffset, end) || isDecimal(source, sourceOffset, end)) {
            unit = found;
        } else {
            parseBool();
        }
        return this;
    }

    /** Whether it can be read as a text: texts can, and literals. */
    public boolean hasText() {
        return hasText;
    }

    public boolean isFound() {
        return isFound;
    }

    public DeviceValueKind kind() {
        return kind;
    }

    /** Of integers; 1 for true. */
    public long number() {
        return number;
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** Negative, zero or positive as this value is before, equal to or after the other, or {@link #INCOMPARABLE}. */
    public int compare(final DeviceValue other) {
        if (!DeviceUnits.areAlike(unit, other.unit)) {
            return INCOMPARABLE;
        }
        if (isNumber() && other.isNumber()) {
            return compareNumbers(other);
        }
        if (kind != other.kind) {
            return INCOMPARABLE;
        }
        if (kind == DeviceValueKind.BOOL) {
            return number == other.number ? 0 : 1;
        }
        final int common = Math.min(length, other.length);
        for (int i = 0; i < common; i++) {
            final int difference =
                    (buffer.getByte(offset + i) & 0xff) - (other.buffer.getByte(other.offset + i) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return length - other.length;
    }

    private boolean isNumber() {
        return kind == DeviceValueKind.INTEGER || kind == DeviceValueKind.DECIMAL;
    }

    private int compareNumbers(final DeviceValue other) {
        final long multiple = DeviceUnits.multiple(unit);
        final long otherMultiple = DeviceUnits.multiple(other.unit);
        if (kind == DeviceValueKind.INTEGER && other.kind == DeviceValueKind.INTEGER) {
            final int high =
                    Long.compare(Math.multiplyHigh(number, multiple), Math.multiplyHigh(other.number, otherMultiple));
            return high != 0 ? high : Long.compareUnsigned(number * multiple, other.number * otherMultiple);
        }
        final double mine = decimal * multiple;
        final double others = other.decimal * otherMultiple;
        return Double.isNaN(mine) || Double.isNaN(others) ? INCOMPARABLE : Double.compare(mine + 0.0, others + 0.0);
    }

    private boolean isInteger(final DirectBuffer source, final int from, final int to) {
        final int first = from < to && isSign(source.getByte(from)) ? from + 1 : from;
        if (first == to || to - first > DIGITS_MAX) {
            return false;
        }
        // Counted downwards: the lowest number has no positive counterpart.
        long value = 0;
        for (int i = first; i < to; i++) {
            final int digit = source.getByte(i) - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            value = value * 10 - digit;
        }
        final boolean isNegative = source.getByte(from) == '-';
        if (!isNegative && value == Long.MIN_VALUE) {
            return false;
        }
        kind = DeviceValueKind.INTEGER;
        number = isNegative ? value : -value;
        decimal = number;
        return true;
    }

    /** Digits with a point or an exponent. Allocates; such literals are rare and read once a class. */
    private boolean isDecimal(final DirectBuffer source, final int from, final int to) {
        boolean hasDigits = false;
        for (int i = from; i < to; i++) {
            final byte at = source.getByte(i);
            final boolean isDigit = at >= '0' && at <= '9';
            hasDigits |= isDigit;
            if (!isDigit && at != '.' && at != 'e' && at != 'E' && !isSign(at)) {
                return false;
            }
        }
        if (!hasDigits || to - from > 64) {
            return false;
        }
        final byte[] copy = new byte[to - from];
        source.getBytes(from, copy);
        try {
            decimal = Double.parseDouble(new String(copy, StandardCharsets.US_ASCII));
        } catch (final NumberFormatException e) {
            return false;
        }
        kind = DeviceValueKind.DECIMAL;
        number = Double.doubleToLongBits(decimal);
        return true;
    }

    private void parseBool() {
        final boolean isTrue = equalsAny("1", "t", "T", "true", "TRUE", "True");
        if (isTrue || equalsAny("0", "f", "F", "false", "FALSE", "False")) {
            kind = DeviceValueKind.BOOL;
            number = isTrue ? 1 : 0;
        }
    }

    private boolean equalsAny(
            final String a, final String b, final String c, final String d, final String e, final String f) {
        return equalsAscii(a) || equalsAscii(b) || equalsAscii(c) || equalsAscii(d) || equalsAscii(e) || equalsAscii(f);
    }

    private boolean equalsAscii(final String ascii) {
        if (ascii.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(offset + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(final byte at) {
        return at >= 'a' && at <= 'z' || at >= 'A' && at <= 'Z';
    }

    private static boolean isSign(final byte at) {
        return at == '-' || at == '+';
    }
}
