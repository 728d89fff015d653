package io.drover.tools.cli.text;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Points in time, in the zone of the reader. An instant is a number of nanoseconds since 1970; zero means that there is
 * none.
 */
public final class Times {
    private static final long SECOND = 1_000_000_000L;
    private static final int[] AGE_UNITS = {365 * 86_400, 30 * 86_400, 86_400, 3_600, 60, 1};
    private static final String[] AGE_NAMES = {"y", "mo", "d", "h", "m", "s"};

    private Times() {}

    /** Now, in nanoseconds. */
    public static long now() {
        return System.currentTimeMillis() * 1_000_000L;
    }

    /** Such as {@code 2026-01-31T09:30:00Z}; empty when there is no time. */
    public static String format(final long nanos) {
        if (nanos == 0) {
            return "";
        }
        final Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND));
        final ZoneOffset zone = ZoneId.systemDefault().getRules().getOffset(instant);
        final OffsetDateTime time = instant.atOffset(zone);
        final StringBuilder text = new StringBuilder(25);
        pad(text, time.getYear(), 4);
        pad(text.append('-'), time.getMonthValue(), 2);
        pad(text.append('-'), time.getDayOfMonth(), 2);
        pad(text.append('T'), time.getHour(), 2);
        pad(text.append(':'), time.getMinute(), 2);
        pad(text.append(':'), time.getSecond(), 2);
        return text.append(zone.getId()).toString();
    }

    /** Such as {@code N/A} when there is no time. */
    public static String format(final long nanos, final String none) {
        return nanos == 0 ? none : format(nanos);
    }

    /** The nanoseconds of a time in RFC 3339, or zero when it is empty, malformed or the year 1. */
    public static long parse(final String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            final OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() < 1970 ? 0 : time.toEpochSecond() * SECOND + time.getNano();
        } catch (final DateTimeParseException e) {
            return 0;
        }
    }

    /** How long ago something was, in its two largest units: {@code 3h2m ago}. Later times end in {@code from now}. */
    public static String age(final long thenNanos, final long nowNanos) {
        if (thenNanos == 0) {
            return "";
        }
        final long seconds = Math.round(nowNanos / 1e9) - Math.round(thenNanos / 1e9);
        return units(Math.abs(seconds)) + (seconds < 0 ? " from now" : " ago");
    }

    private static String units(final long seconds) {
        final StringBuilder text = new StringBuilder();
        long rest = seconds;
        int count = 0;
        for (int i = 0; i < AGE_UNITS.length && count < 2; i++) {
            final long units = rest / AGE_UNITS[i];
            rest %= AGE_UNITS[i];
            if (units > 0) {
                text.append(units).append(AGE_NAMES[i]);
                count++;
            } else if (count > 0) {
                break;
            }
        }
        return count == 0 ? "0s" : text.toString();
    }

    private static void pad(final StringBuilder text, final int value, final int width) {
        final String digits = Integer.toString(value);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        text.append(digits);
    }
}
