package io.drover.scheduler.spec;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * A parsed version: numbers, pre-release, nothing of the metadata. Reusable; parsing allocates only for more numbers than
 * ever before.
 *
 * <pre>
 *  v1.2.3-beta.1+build     numbers 1 2 3 | pre-release "beta.1" | metadata ignored
 * </pre>
 */
public final class Version {
    /** Most numbers that are looked at. A longer version is refused. */
    private static final int NUMBERS_MAX = 32;

    /** Versions are compared as if they had at least this many numbers. */
    private static final int NUMBERS_MIN = 3;

    private long[] numbers = new long[4];
    private int numberCount;
    private int writtenCount;
    private byte[] preRelease = new byte[16];
    private int preReleaseLength;
    private int position;

    /**
     * Parses bytes.
     *
     * @param strict semantic versioning: exactly three numbers are not asked for, but a lone letter behind them is refused.
     * @return whether they are a version; the content is undefined otherwise.
     */
    public boolean parse(final DirectBuffer buffer, final int offset, final int length, final boolean strict) {
        numberCount = 0;
        preReleaseLength = 0;
        position = offset;
        final int limit = offset + length;
        if (position < limit && buffer.getByte(position) == 'v') {
            position++;
        }
        if (!parseNumbers(buffer, limit)) {
            return false;
        }
        writtenCount = numberCount;
        while (numberCount < NUMBERS_MIN) {
            addNumber(0);
        }
        if (position == limit) {
            return true;
        }
        final byte next = buffer.getByte(position);
        if (next == '+') {
            return position + 1 < limit && isTail(buffer, position + 1, limit, false);
        }
        if (next == '-') {
            position++;
        } else if (strict || !isLetter(next)) {
            return false;
        }
        return parsePreRelease(buffer, limit);
    }

    /** How many numbers were written. */
    public int writtenCount() {
        return writtenCount;
    }

    public int numberCount() {
        return numberCount;
    }

    /** A number, 0 behind the last. */
    public long number(final int index) {
        return index < numberCount ? numbers[index] : 0;
    }

    public boolean isPreRelease() {
        return preReleaseLength > 0;
    }

    /** Whether all numbers are equal. */
    public boolean hasNumbersOf(final Version other) {
        return compareNumbers(other) == 0;
    }

    /** By precedence: numbers, then a pre-release before its release, then the identifiers of the pre-release. */
    public int compareWith(final Version other) {
        final int byNumber = compareNumbers(other);
        if (byNumber != 0) {
            return byNumber;
        }
        if (preReleaseLength == 0 || other.preReleaseLength == 0) {
            return Boolean.compare(preReleaseLength == 0, other.preReleaseLength == 0);
        }
        return comparePreReleases(other);
    }

    private int compareNumbers(final Version other) {
        final int count = Math.max(numberCount, other.numberCount);
        for (int i = 0; i < count; i++) {
            final int difference = Long.compare(number(i), other.number(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int comparePreReleases(final Version other) {
        int start = 0;
        int otherStart = 0;
        while (start < preReleaseLength && otherStart < other.preReleaseLength) {
            final int end = identifierEnd(start);
            final int otherEnd = other.identifierEnd(otherStart);
            final int difference = compareIdentifiers(start, end, other, otherStart, otherEnd);
            if (difference != 0) {
                return difference;
            }
            start = end + 1;
            otherStart = otherEnd + 1;
        }
        return Boolean.compare(start < preReleaseLength, otherStart < other.preReleaseLength);
    }

    private int compareIdentifiers(
            final int start, final int end, final Version other, final int otherStart, final int otherEnd) {
        final boolean isNumber = isNumber(start, end);
        final boolean otherIsNumber = other.isNumber(otherStart, otherEnd);
        if (isNumber != otherIsNumber) {
            return isNumber ? -1 : 1;
        }
        if (isNumber && end - start != otherEnd - otherStart) {
            return end - start - (otherEnd - otherStart);
        }
        return Arrays.compareUnsigned(preRelease, start, end, other.preRelease, otherStart, otherEnd);
    }

    private int identifierEnd(final int start) {
        int end = start;
        while (end < preReleaseLength && preRelease[end] != '.') {
            end++;
        }
        return end;
    }

    private boolean isNumber(final int start, final int end) {
        for (int i = start; i < end; i++) {
            if (!isDigit(preRelease[i])) {
                return false;
            }
        }
        return end > start;
    }

    private boolean parseNumbers(final DirectBuffer buffer, final int limit) {
        while (true) {
            long number = 0;
            final int start = position;
            while (position < limit && isDigit(buffer.getByte(position))) {
                if (number > (Long.MAX_VALUE - 9) / 10) {
                    return false;
                }
                number = number * 10 + buffer.getByte(position++) - '0';
            }
            if (position == start || numberCount == NUMBERS_MAX) {
                return false;
            }
            addNumber(number);
            if (position == limit || buffer.getByte(position) != '.') {
                return true;
            }
            position++;
        }
    }

    private void addNumber(final long number) {
        if (numberCount == numbers.length) {
            numbers = Arrays.copyOf(numbers, numberCount << 1);
        }
        numbers[numberCount++] = number;
    }

    private boolean parsePreRelease(final DirectBuffer buffer, final int limit) {
        int end = position;
        while (end < limit && buffer.getByte(end) != '+') {
            end++;
        }
        final int length = end - position;
        if (length == 0 || !isTail(buffer, position, end, true)) {
            return false;
        }
        if (end < limit && (end + 1 == limit || !isTail(buffer, end + 1, limit, false))) {
            return false;
        }
        if (length > preRelease.length) {
            preRelease = new byte[Math.max(length, preRelease.length << 1)];
        }
        buffer.getBytes(position, preRelease, 0, length);
        preReleaseLength = length;
        return true;
    }

    private static boolean isTail(
            final DirectBuffer buffer, final int from, final int limit, final boolean isPreRelease) {
        for (int i = from; i < limit; i++) {
            final byte at = buffer.getByte(i);
            if (!isDigit(at) && !isLetter(at) && at != '-' && at != '.' && at != '~') {
                return false;
            }
            if (at == '.' && isPreRelease && (i == from || i + 1 == limit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(final byte at) {
        return at >= '0' && at <= '9';
    }

    private static boolean isLetter(final byte at) {
        return at >= 'a' && at <= 'z' || at >= 'A' && at <= 'Z';
    }
}
