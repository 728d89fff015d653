package io.drover.tools.cli.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sizes and shares for human readers. */
public final class Sizes {
    private static final String[] BINARY_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Sizes() {}

    /** Such as {@code 512 B}, {@code 1.6 MiB} or {@code 300 MiB}: one decimal below ten units, none above. */
    public static String bytes(final long bytes) {
        if (bytes < 10) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < BINARY_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        final double rounded = Math.floor(value * 10 + 0.5) / 10;
        return (rounded < 10 && unit > 0 ? decimals(rounded, 1) : decimals(rounded, 0)) + " " + BINARY_UNITS[unit];
    }

    /** A number with exactly so many decimals, rounded half up. */
    public static String decimals(final double value, final int count) {
        return new BigDecimal(value).setScale(count, RoundingMode.HALF_EVEN).toPlainString();
    }
}
