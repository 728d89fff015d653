package io.drover.scheduler.rank;

import io.drover.scheduler.fleet.Fixed;

/**
 * The formulas. All results are scaled by 2^32. The score of a node is the mean over the terms that apply to it:
 *
 * <pre>
 *  bin packing      (20 − 10^free cpu − 10^free memory) / 18, between 0 and 1; free are fractions after the placement
 *  spreading        (10^free cpu + 10^free memory − 2) / 18, instead, where the algorithm says so
 *  anti-affinity    −(c + 1) / count          with c > 0 allocations of the group on the node
 *  penalty          −1                        where an allocation failed that is being rescheduled
 *  affinity         Σ matching weights / Σ |weights|       when there are affinities
 *  devices          Σ matching weights / Σ |weights|       of the devices that the tasks would get, when they have affinities
 *  spread           see {@link SpreadBoosts}               when it is not 0
 * </pre>
 *
 * <p>The order among nodes is total: by score, then by the sum of the terms that are not spread, then by an id salted per
 * evaluation, so that equal nodes are not always taken in the same order.
 */
public final class Scores {
    /** Score of the reschedule penalty. */
    public static final long PENALTY = -Fixed.ONE;

    private static final long HIGHEST_TOTAL = 20L << Fixed.SHIFT;
    private static final long LOWEST_TOTAL = 2L << Fixed.SHIFT;
    private static final long FITNESS_MAX = 18L << Fixed.SHIFT;
    private static final int FITNESS_SCALE = 18;
    private static final long QUOTIENT_MAX = 1L << 50;

    private Scores() {}

    /** The fitness of a node, from what will be free of it as fractions. */
    public static long fitness(final long freeCpu, final long freeMemory, final boolean isSpreading) {
        final long total = Fixed.powerOfTen(freeCpu) + Fixed.powerOfTen(freeMemory);
        final long fitness = isSpreading ? total - LOWEST_TOTAL : HIGHEST_TOTAL - total;
        return Math.max(0, Math.min(fitness, FITNESS_MAX)) / FITNESS_SCALE;
    }

    /** The anti-affinity of a node that has {@code collisions > 0} allocations of the group. */
    public static long antiAffinity(final int collisions, final int desiredCount) {
        return -Fixed.ratio(collisions + 1L, Math.max(1, desiredCount));
    }

    /** The mean of terms. Division by a constant is a multiplication, so the usual divisors are spelt out. */
    public static long mean(final long sum, final int terms) {
        return switch (terms) {
            case 1 -> sum;
            case 2 -> sum / 2;
            case 3 -> sum / 3;
            case 4 -> sum / 4;
            default -> sum / terms;
        };
    }

    /** Boost of a value with a target; {@code desiredHundredths} is percent times count. */
    public static long targetBoost(final int desiredHundredths, final int uses, final int weight, final int weightSum) {
        final long missing = desiredHundredths - 100L * (uses + 1L);
        final long quotient = Fixed.ratio(missing, desiredHundredths);
        return Math.max(-QUOTIENT_MAX, Math.min(quotient, QUOTIENT_MAX)) * weight / Math.max(1, weightSum);
    }

    /** Boost of a value without targets; least is -1 when no value is in use. */
    public static long evenBoost(final long uses, final long least, final long most) {
        if (least < 0) {
            return 0;
        }
        if (uses != least) {
            return least == 0 ? -Fixed.ONE : Fixed.ratio(least - uses, least);
        }
        if (least == most) {
            return -Fixed.ONE;
        }
        return least == 0 ? Fixed.ONE : Fixed.ratio(most - least, least);
    }
}
