package io.drover.gateway.http;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 1h30m}, {@code 100ms}, {@code -1.5s}; a bare number is none, except 0. */
public final class GoDuration {
    private static final Pattern FORM = Pattern.compile("[+-]?((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final int LENGTH_MAX = 64;
    private static final Map<String, Long> UNIT_NS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** Nanoseconds, or empty when the text is no duration or does not fit in 64 bits. */
    public static OptionalLong parseNs(final String text) {
        if (text.equals("0") || text.equals("+0") || text.equals("-0")) {
            return OptionalLong.of(0);
        }
        if (text.length() > LENGTH_MAX || !FORM.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        BigDecimal total = BigDecimal.ZERO;
        final Matcher part = PART.matcher(text);
        while (part.find()) {
            final long unit = UNIT_NS.getOrDefault(part.group(2), 0L);
            total = total.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(text.charAt(0) == '-' ? -total.longValue() : total.longValue());
    }
}
