package io.drover.scheduler.fleet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Fixed-point arithmetic that decides: the same bits on every platform and JDK. Scores and fractions are scaled by 2^32.
 *
 * <p>10^f, with f in [0, 1] as 32 bits, is the product of two table entries and a linear rest:
 *
 * <pre>
 *  f   31        21 20        10 9         0
 *     +------------+------------+-----------+
 *     | coarse     | fine       | rest      |     10^f = COARSE[coarse] · FINE[fine] · (1 + rest · ln 10)
 *     +------------+------------+-----------+
 * </pre>
 *
 * <p>The rest is below 2^-22, so that leaving out its square costs less than 2^-42 of the value. Tables are filled with
 * correctly rounded decimal arithmetic when the class is loaded.
 */
public final class Fixed {
    /** Bits behind the point. */
    public static final int SHIFT = 32;

    /** 1.0. */
    public static final long ONE = 1L << SHIFT;

    private static final int RECIPROCAL_SHIFT = 62;
    private static final int FRACTION_SHIFT = RECIPROCAL_SHIFT - SHIFT;
    private static final long ROUNDING = 1L << (FRACTION_SHIFT - 1);

    private static final int FIELD_BITS = 11;
    private static final int FIELD_SIZE = 1 << FIELD_BITS;
    private static final int REST_BITS = SHIFT - 2 * FIELD_BITS;
    private static final int COARSE_SCALE = 59;
    private static final int FINE_SCALE = 62;
    private static final int PRODUCT_SCALE = COARSE_SCALE + FINE_SCALE - Long.SIZE;
    private static final long[] COARSE = new long[FIELD_SIZE + 1];
    private static final long[] FINE = new long[FIELD_SIZE];

    /** ln 10 scaled by 2^32; times a rest, which is scaled by 2^32 too, it is scaled by 2^64. */
    private static final long LN_10;

    static {
        final MathContext precision = new MathContext(60, RoundingMode.HALF_EVEN);
        final BigDecimal coarseRoot = root(BigDecimal.TEN, FIELD_BITS, precision);
        final BigDecimal fineRoot = root(coarseRoot, FIELD_BITS, precision);
        fill(COARSE, coarseRoot, COARSE_SCALE, precision);
        fill(FINE, fineRoot, FINE_SCALE, precision);
        LN_10 = scaled(new BigDecimal("2.30258509299404568401799145468436420760"), SHIFT);
    }

    private Fixed() {}

    /** What {@link #fraction} multiplies by instead of dividing; 0 for a capacity of 0. */
    public static long reciprocal(final int capacity) {
        return capacity > 0 ? (1L << RECIPROCAL_SHIFT) / capacity : 0;
    }

    /** {@code part / capacity} scaled by 2^32, for {@code 0 <= part <= capacity <= 2^28}. */
    public static long fraction(final int part, final long reciprocal) {
        return (part * reciprocal + ROUNDING) >>> FRACTION_SHIFT;
    }

    /** 10^fraction scaled by 2^32, for a fraction between 0 and {@link #ONE}. */
    public static long powerOfTen(final long fraction) {
        final int coarse = (int) (fraction >>> (SHIFT - FIELD_BITS));
        final int fine = (int) (fraction >>> REST_BITS) & (FIELD_SIZE - 1);
        final long rest = fraction & ((1L << REST_BITS) - 1);
        final long product = Math.multiplyHigh(COARSE[coarse], FINE[fine]);
        final long growth = Math.multiplyHigh(product, rest * LN_10);
        return (product + growth + (1L << (PRODUCT_SCALE - SHIFT - 1))) >> (PRODUCT_SCALE - SHIFT);
    }

    /** {@code numerator / denominator} scaled by 2^32, rounded towards zero. */
    public static long ratio(final long numerator, final long denominator) {
        return (numerator << SHIFT) / denominator;
    }

    private static BigDecimal root(final BigDecimal value, final int halvings, final MathContext precision) {
        BigDecimal root = value;
        for (int i = 0; i < halvings; i++) {
            root = root.sqrt(precision);
        }
        return root;
    }

    private static void fill(final long[] table, final BigDecimal base, final int scale, final MathContext precision) {
        BigDecimal power = BigDecimal.ONE;
        for (int i = 0; i < table.length; i++) {
            table[i] = scaled(power, scale);
            power = power.multiply(base, precision);
        }
    }

    private static long scaled(final BigDecimal value, final int bits) {
        return value.multiply(BigDecimal.valueOf(2).pow(bits))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
