package io.drover.gateway.endpoint;

import java.util.Locale;

/** The text in which a registration's warnings come: a count, then one line each. */
final class Warnings {
    private Warnings() {}

    /** The text with one more warning. */
    static String add(final String text, final String warning) {
        if (text.isEmpty()) {
            return "1 warning:\n\n* " + warning;
        }
        final int space = text.indexOf(' ');
        final int count = Integer.parseInt(text.substring(0, space)) + 1;
        return count + " warnings:" + text.substring(text.indexOf('\n')) + "\n* " + warning;
    }

    /** That the source of a job was not kept. */
    static String sourceTooLarge(final long length, final long limit) {
        return "job source size of " + size(length) + " exceeds maximum of " + size(limit) + " and will be discarded";
    }

    private static String size(final long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        final boolean isMega = bytes >= 1_000_000;
        final double value = bytes / (isMega ? 1_000_000.0 : 1_000.0);
        final String unit = isMega ? " MB" : " kB";
        return value < 10 ? String.format(Locale.ROOT, "%.1f%s", value, unit) : Math.round(value) + unit;
    }
}
