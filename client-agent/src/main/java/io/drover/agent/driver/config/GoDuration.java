package io.drover.agent.driver.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the job language writes them, for example {@code 1h30m} or {@code 1.5s}. */
public final class GoDuration {
    private static final Pattern WHOLE =
            Pattern.compile("[-+]?(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> UNIT_NS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "µs",
            1_000L,
            "μs",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final int MAX_LENGTH = 64;

    private GoDuration() {}

    /**
     * Parses a duration.
     *
     * @throws IllegalArgumentException with the text that users know, for example {@code time: invalid duration "often"}.
     */
    public static Duration parse(final String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (text.length() > MAX_LENGTH || !WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("time: invalid duration \"" + text + "\"");
        }
        BigDecimal total = BigDecimal.ZERO;
        final Matcher parts = PART.matcher(text);
        while (parts.find()) {
            final String number = parts.group(1).endsWith(".") ? parts.group(1) + "0" : parts.group(1);
            total = total.add(
                    new BigDecimal(number).multiply(BigDecimal.valueOf(UNIT_NS.getOrDefault(parts.group(2), 0L))));
        }
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("time: invalid duration \"" + text + "\"");
        }
        return Duration.ofNanos(text.startsWith("-") ? -total.longValue() : total.longValue());
    }
}
