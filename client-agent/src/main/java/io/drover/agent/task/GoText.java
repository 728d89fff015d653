package io.drover.agent.task;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** Durations and times in the notation of the API, which clients parse. */
public final class GoText {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long HOUR_NS = 60 * MINUTE_NS;

    private GoText() {}

    /** A duration such as {@code 1h0m0s}, {@code 62.006507ms} or {@code 0s}. */
    public static String duration(final long durationNs) {
        if (durationNs == 0) {
            return "0s";
        }
        final String sign = durationNs < 0 ? "-" : "";
        final long ns = Math.abs(durationNs);
        if (ns < 1_000) {
            return sign + ns + "ns";
        }
        if (ns < 1_000_000) {
            return sign + fraction(ns, 1_000) + "µs";
        }
        if (ns < SECOND_NS) {
            return sign + fraction(ns, 1_000_000) + "ms";
        }
        final StringBuilder text = new StringBuilder(sign);
        if (ns >= HOUR_NS) {
            text.append(ns / HOUR_NS).append('h');
        }
        if (ns >= MINUTE_NS) {
            text.append(ns / MINUTE_NS % 60).append('m');
        }
        return text.append(fraction(ns % MINUTE_NS, SECOND_NS)).append('s').toString();
    }

    /** A wall-clock time such as {@code 2026-01-02T03:04:05.6Z}, trailing zeros cut. */
    public static String time(final long epochNs) {
        final long seconds = Math.floorDiv(epochNs, SECOND_NS);
        final long nanos = Math.floorMod(epochNs, SECOND_NS);
        final String whole = Instant.ofEpochSecond(seconds)
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .withNano(0)
                .toString();
        final String date = whole.length() == 16 ? whole + ":00" : whole;
        return nanos == 0 ? date + "Z" : date + trimZeros(String.format(Locale.ROOT, ".%09d", nanos)) + "Z";
    }

    private static String fraction(final long value, final long unit) {
        final long rest = value % unit;
        if (rest == 0) {
            return Long.toString(value / unit);
        }
        final String digits = Long.toString(unit + rest).substring(1);
        return value / unit + trimZeros("." + digits);
    }

    private static String trimZeros(final String digits) {
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
