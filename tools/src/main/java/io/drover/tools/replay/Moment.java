package io.drover.tools.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in the past of a cluster.
 *
 * @param kind how it is told.
 * @param value index, log position or milliseconds since the epoch.
 */
public record Moment(Kind kind, long value) {
    private static final Pattern AGO = Pattern.compile("-(\\d{1,9})(ms|s|m|h|d)");

    /** How a point is told. */
    public enum Kind {
        /** When the step of this index was applied. */
        INDEX,
        /** When the log was applied up to this position. */
        POSITION,
        /** When the cluster's clock showed this. */
        TIME,
        /** The end of the journal. */
        END
    }

    /** The end of the journal. */
    public static final Moment LAST = new Moment(Kind.END, Long.MAX_VALUE);

    /** Right behind this log position. */
    public static Moment atPosition(final long position) {
        return new Moment(Kind.POSITION, position);
    }

    /**
     * Reads an index, a log position such as {@code @4096}, a time such as {@code 2026-11-25T10:00:00Z} or {@code -15m}, or {@code end}.
     *
     * @throws IllegalArgumentException when it is none of these.
     */
    public static Moment parse(final String text, final long nowMs) {
        try {
            if (text.equals("end")) {
                return LAST;
            }
            if (text.startsWith("@")) {
                return new Moment(Kind.POSITION, natural(text.substring(1)));
            }
            final Matcher ago = AGO.matcher(text);
            if (ago.matches()) {
                return new Moment(Kind.TIME, nowMs - milliseconds(Long.parseLong(ago.group(1)), ago.group(2)));
            }
            if (text.indexOf('T') > 0 || text.indexOf('t') > 0) {
                return new Moment(
                        Kind.TIME, Instant.parse(text.toUpperCase(Locale.ROOT)).toEpochMilli());
            }
            return new Moment(Kind.INDEX, natural(text));
        } catch (final DateTimeParseException | NumberFormatException | ArithmeticException ex) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no moment; expected an index (4711), a log position (@65536), a time"
                            + " (2026-11-25T10:00:00Z), a time ago (-15m) or end",
                    ex);
        }
    }

    private static long natural(final String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException(digits);
        }
        return Long.parseLong(digits);
    }

    private static long milliseconds(final long count, final String unit) {
        return switch (unit) {
            case "ms" -> count;
            case "s" -> Duration.ofSeconds(count).toMillis();
            case "m" -> Duration.ofMinutes(count).toMillis();
            case "h" -> Duration.ofHours(count).toMillis();
            default -> Duration.ofDays(count).toMillis();
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case INDEX -> "index " + value;
            case POSITION -> "log position " + value;
            case TIME -> Instant.ofEpochMilli(value).toString();
            case END -> "the end of the journal";
        };
    }
}
