package io.drover.scheduler.feasible;

import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.Texts;
import java.nio.charset.StandardCharsets;

/**
 * The operands that compare bytes: equality, order and sets.
 */
final class Comparisons {
    private Comparisons() {}

    static boolean equal(final Slice left, final Slice right) {
        return left.length == right.length && compareBytes(left, right) == 0;
    }

    /** Whole numbers as such, else decimal numbers, else byte by byte. */
    static boolean isOrdered(final Operand operand, final Slice left, final Slice right) {
        final int order;
        if (isInteger(left) && isInteger(right)) {
            order = Long.compare(integer(left), integer(right));
        } else if (isDecimal(left) && isDecimal(right)) {
            final double leftNumber = decimal(left);
            final double rightNumber = decimal(right);
            if (Double.isNaN(leftNumber) || Double.isNaN(rightNumber)) {
                return false;
            }
            order = leftNumber < rightNumber ? -1 : leftNumber > rightNumber ? 1 : 0;
        } else {
            order = compareBytes(left, right);
        }
        return switch (operand) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    /** Whether each, or at least one, element of the right list is in the left one. */
    static boolean containsElements(final Slice left, final Slice right, final boolean each) {
        int start = 0;
        while (start <= right.length) {
            final int end = elementEnd(right, start);
            if (containsElement(left, right, start, end) != each) {
                return !each;
            }
            start = end + 1;
        }
        return each;
    }

    /** Whether at least one element of the left list is among those that the right side of a criterion was split into. */
    static boolean containsAny(final Slice left, final Criteria criteria, final int index, final Texts texts) {
        final int first = criteria.elementFirst(index);
        final int limit = criteria.elementLimit(index);
        int start = 0;
        while (start <= left.length) {
            final int end = elementEnd(left, start);
            final int from = trimStart(left, start, end);
            final int length = trimEnd(left, from, end) - from;
            final int last = length == 0 ? 0 : left.at(from + length - 1);
            for (int i = first; i < limit; i++) {
                final long element = criteria.element(i);
                // Elements of a list often begin alike and end differently.
                if (Texts.length(element) == length
                        && (length == 0 || texts.at(element, length - 1) == last)
                        && texts.equals(element, left.buffer, left.offset + from, length)) {
                    return true;
                }
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean containsElement(final Slice list, final Slice other, final int from, final int to) {
        final int otherStart = trimStart(other, from, to);
        final int otherEnd = trimEnd(other, otherStart, to);
        int start = 0;
        while (start <= list.length) {
            final int end = elementEnd(list, start);
            final int trimmedStart = trimStart(list, start, end);
            final int trimmedEnd = trimEnd(list, trimmedStart, end);
            if (trimmedEnd - trimmedStart == otherEnd - otherStart) {
                int i = 0;
                while (trimmedStart + i < trimmedEnd && list.at(trimmedStart + i) == other.at(otherStart + i)) {
                    i++;
                }
                if (trimmedStart + i == trimmedEnd) {
                    return true;
                }
            }
            start = end + 1;
        }
        return false;
    }

    private static int elementEnd(final Slice slice, final int start) {
        int end = start;
        while (end < slice.length && slice.at(end) != ',') {
            end++;
        }
        return end;
    }

    private static int trimStart(final Slice slice, final int from, final int to) {
        int start = from;
        while (start < to && isBlank(slice.at(start))) {
            start++;
        }
        return start;
    }

    private static int trimEnd(final Slice slice, final int from, final int to) {
        int end = to;
        while (end > from && isBlank(slice.at(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(final int at) {
        return at == ' ' || at >= '\t' && at <= '\r';
    }

    private static int compareBytes(final Slice left, final Slice right) {
        final int common = Math.min(left.length, right.length);
        for (int i = 0; i < common; i++) {
            final int difference = left.at(i) - right.at(i);
            if (difference != 0) {
                return difference;
            }
        }
        return left.length - right.length;
    }

    private static boolean isInteger(final Slice slice) {
        final int start = signLength(slice);
        if (slice.length == start) {
            return false;
        }
        final boolean isNegative = start == 1 && slice.at(0) == '-';
        long number = 0;
        for (int i = start; i < slice.length; i++) {
            final int digit = slice.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            // Counted downwards: the lowest number has no positive counterpart.
            if (number < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            number = number * 10 - digit;
        }
        return isNegative || number != Long.MIN_VALUE;
    }

    private static long integer(final Slice slice) {
        final int start = signLength(slice);
        long number = 0;
        for (int i = start; i < slice.length; i++) {
            number = number * 10 - (slice.at(i) - '0');
        }
        return start == 1 && slice.at(0) == '-' ? number : -number;
    }

    private static int signLength(final Slice slice) {
        return slice.length > 0 && (slice.at(0) == '-' || slice.at(0) == '+') ? 1 : 0;
    }

    /** Digits with at most one point and an exponent; signs where they belong. Names of infinities are not numbers here. */
    private static boolean isDecimal(final Slice slice) {
        int position = signLength(slice);
        int digits = 0;
        boolean hasPoint = false;
        while (position < slice.length) {
            final int at = slice.at(position);
            if (at == '.' && !hasPoint) {
                hasPoint = true;
            } else if (isDigit(at)) {
                digits++;
            } else {
                break;
            }
            position++;
        }
        if (digits == 0) {
            return false;
        }
        return position == slice.length || isExponent(slice, position);
    }

    private static boolean isExponent(final Slice slice, final int from) {
        int position = from;
        if (slice.at(position) != 'e' && slice.at(position) != 'E') {
            return false;
        }
        position++;
        if (position < slice.length && (slice.at(position) == '-' || slice.at(position) == '+')) {
            position++;
        }
        final int first = position;
        while (position < slice.length && isDigit(slice.at(position))) {
            position++;
        }
        return position == slice.length && position > first;
    }

    private static boolean isDigit(final int at) {
        return at >= '0' && at <= '9';
    }

    /** Correctly rounded, so equal everywhere. Allocates; decimal numbers in constraints are rare and decided per class. */
    private static double decimal(final Slice slice) {
        final byte[] copy = new byte[slice.length];
        slice.buffer.getBytes(slice.offset, copy);
        return Double.parseDouble(new String(copy, StandardCharsets.US_ASCII));
    }
}
