package io.drover.tools.cli.text;

/** Durations in the notation of job files and flags, such as {@code 1h30m} and {@code 1.5s}. All values are nanoseconds. */
public final class Durations {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Durations() {}

    /** The duration in nanoseconds. The message of the exception is fit for users. */
    public static long parse(final String text) {
        final boolean isNegative = text.startsWith("-");
        int i = isNegative || text.startsWith("+") ? 1 : 0;
        if (text.substring(i).equals("0")) {
            return 0;
        }
        if (i == text.length()) {
            throw invalid(text);
        }
        double sum = 0;
        while (i < text.length()) {
            final int numberStart = i;
            while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
                i++;
            }
            final int unitStart = i;
            while (i < text.length() && !Character.isDigit(text.charAt(i)) && text.charAt(i) != '.') {
                i++;
            }
            sum += number(text, numberStart, unitStart) * unit(text, unitStart, i);
        }
        return (long) (isNegative ? -sum : sum);
    }

    /** The shortest notation that {@link #parse} reads back, such as {@code 1m30s}, {@code 1.5ms} or {@code 0s}. */
    public static String format(final long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        final String sign = nanos < 0 ? "-" : "";
        final long value = Math.abs(nanos);
        if (value < MICROSECOND) {
            return sign + value + "ns";
        }
        if (value < MILLISECOND) {
            return sign + fraction(value, MICROSECOND) + "µs";
        }
        if (value < SECOND) {
            return sign + fraction(value, MILLISECOND) + "ms";
        }
        final String seconds = fraction(value % MINUTE, SECOND) + "s";
        if (value < MINUTE) {
            return sign + seconds;
        }
        final String minutes = value % HOUR / MINUTE + "m" + seconds;
        return sign + (value < HOUR ? minutes : value / HOUR + "h" + minutes);
    }

    private static double number(final String text, final int start, final int end) {
        try {
            return Double.parseDouble(text.substring(start, end));
        } catch (final NumberFormatException e) {
            throw invalid(text);
        }
    }

    private static long unit(final String text, final int start, final int end) {
        final String unit = text.substring(start, end);
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> MICROSECOND;
            case "ms" -> MILLISECOND;
            case "s" -> SECOND;
            case "m" -> MINUTE;
            case "h" -> HOUR;
            case "" -> throw new IllegalArgumentException("time: missing unit in duration \"" + text + '"');
            default ->
                throw new IllegalArgumentException("time: unknown unit \"" + unit + "\" in duration \"" + text + '"');
        };
    }

    private static IllegalArgumentException invalid(final String text) {
        return new IllegalArgumentException("time: invalid duration \"" + text + '"');
    }

    private static String fraction(final long value, final long unit) {
        final long rest = value % unit;
        if (rest == 0) {
            return Long.toString(value / unit);
        }
        final StringBuilder digits = new StringBuilder(Long.toString(unit + rest)).deleteCharAt(0);
        while (digits.charAt(digits.length() - 1) == '0') {
            digits.setLength(digits.length() - 1);
        }
        return value / unit + "." + digits;
    }
}
