package io.drover.scheduler.rank;

import io.drover.scheduler.fleet.Fixed;

/**
 * The score of a preemption: near 1 while what is evicted has low priorities, 1/2 at {@value #MIDDLE}, near 0 far above.
 *
 * <pre>
 *  P = highest priority + sum of priorities / highest priority       1 / (1 + e^(0.0048 · (P − 2048)))
 * </pre>
 */
final class Logistic {
    private static final int MIDDLE = 2_048;

    /** 0.0048 / ln 10, scaled by 2^32: the exponent's base is ten here. */
    private static final long RATE = 8_953_347L;

    private static final int EXPONENT_MAX = 8;

    private Logistic() {}

    /** The score, scaled by 2^32; the highest priority is at least 1. */
    static long score(final int highest, final long sum) {
        final long net = ((long) highest << Fixed.SHIFT) + Fixed.ratio(sum, Math.max(1, highest));
        final long distance = net - ((long) MIDDLE << Fixed.SHIFT);
        final long exponent = Math.multiplyHigh(Math.abs(distance), RATE << Fixed.SHIFT);
        final long power = powerOfTen(exponent);
        final long share = (Fixed.ONE << Fixed.SHIFT - 2) / ((power >> 2) + (Fixed.ONE >> 2));
        return distance < 0 ? Fixed.ONE - share : share;
    }

    /** 10 to the power of a number that is not negative. */
    private static long powerOfTen(final long exponent) {
        long power = Fixed.powerOfTen(exponent & Fixed.ONE - 1);
        for (long i = Math.min(exponent >>> Fixed.SHIFT, EXPONENT_MAX); i > 0; i--) {
            power *= 10;
        }
        return power;
    }
}
