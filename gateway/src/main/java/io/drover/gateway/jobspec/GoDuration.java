package io.drover.gateway.jobspec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Durations as the API writes them: {@code 1h30m}, {@code 250ms}; values are nanoseconds of 64 bits. */
public final class GoDuration {

    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoDuration() {}

    /**
     * The result of reading a duration.
     *
     * @param nanos the value, zero when there is an error
     * @param error what is wrong with the text, or null
     */
    public record Parsed(long nanos, @Nullable String error) {}

    /** Reads a duration. */
    public static Parsed parse(final String text) {
        final boolean isNegative = text.startsWith("-");
        final String unsigned = isNegative || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return new Parsed(0, null);
        }
        if (unsigned.isEmpty() || text.length() > 200) {
            return invalid(text);
        }
        BigInteger total = BigInteger.ZERO;
        int i = 0;
        while (i < unsigned.length()) {
            final int numberEnd = end(unsigned, i, true);
            final String number = unsigned.substring(i, numberEnd);
            if (number.isEmpty() || number.equals(".") || number.indexOf('.') != number.lastIndexOf('.')) {
                return invalid(text);
            }
            final int unitEnd = end(unsigned, numberEnd, false);
            final String unit = unsigned.substring(numberEnd, unitEnd);
            final Long factor = UNITS.get(unit);
            if (factor == null) {
                return new Parsed(
                        0,
                        unit.isEmpty()
                                ? "time: missing unit in duration \"" + text + "\""
                                : "time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
            }
            total = total.add(new BigDecimal(number)
                    .multiply(BigDecimal.valueOf(factor))
                    .setScale(0, RoundingMode.DOWN)
                    .toBigInteger());
            i = unitEnd;
        }
        return total.compareTo(MAX) > 0
                ? invalid(text)
                : new Parsed((isNegative ? total.negate() : total).longValue(), null);
    }

    private static int end(final String text, final int from, final boolean isNumber) {
        int end = from;
        while (end < text.length() && isNumberPart(text.charAt(end)) == isNumber) {
            end++;
        }
        return end;
    }

    private static boolean isNumberPart(final char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static Parsed invalid(final String text) {
        return new Parsed(0, "time: invalid duration \"" + text + "\"");
    }

    /** Writes a duration the way messages show it: {@code 1h0m0s}, {@code 1.5s}, {@code 2ms}, {@code 0s}. */
    public static String format(final long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        final BigInteger magnitude = BigInteger.valueOf(nanos).abs();
        final String sign = nanos < 0 ? "-" : "";
        final long total = magnitude.min(MAX).longValue();
        if (total < MICROSECOND) {
            return sign + total + "ns";
        }
        if (total < MILLISECOND) {
            return sign + decimal(total, MICROSECOND) + "\u00b5s";
        }
        if (total < SECOND) {
            return sign + decimal(total, MILLISECOND) + "ms";
        }
        final long minutes = total / SECOND / 60;
        final String seconds = decimal(total - minutes * 60 * SECOND, SECOND) + "s";
        if (minutes == 0) {
            return sign + seconds;
        }
        return sign + (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
    }

    private static String decimal(final long value, final long unit) {
        return BigDecimal.valueOf(value)
                .divide(BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }
}
