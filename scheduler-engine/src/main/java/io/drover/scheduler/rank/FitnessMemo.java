package io.drover.scheduler.rank;

import io.drover.scheduler.fleet.Fixed;
import io.drover.scheduler.offheap.Mix;

/**
 * The fitness of nodes by what is free of what they have. Nodes of a cluster are alike and so are the jobs on them, so there are few such
 * states; the newest of those that share a slot stays. A fitness depends on nothing else, so what is here is true for ever.
 */
final class FitnessMemo {
    private static final int SLOTS = 1 << 10;

    private final boolean isSpreading;
    private final long[] frees = new long[SLOTS];
    private final long[] capacities = new long[SLOTS];
    private final long[] values = new long[SLOTS];

    /** Emptier nodes are better if {@code spreading}. */
    FitnessMemo(final boolean spreading) {
        isSpreading = spreading;
        // Empty slots look like a node that has nothing, whose fitness stands where it belongs.
        values[slot(0, 0)] = compute(0, 0);
    }

    /** The fitness, both arguments being made of MHz and, below them, MB. */
    long get(final long free, final long capacity) {
        final int slot = slot(free, capacity);
        if (frees[slot] != free || capacities[slot] != capacity) {
            frees[slot] = free;
            capacities[slot] = capacity;
            values[slot] = compute(free, capacity);
        }
        return values[slot];
    }

    private long compute(final long free, final long capacity) {
        return Scores.fitness(
                fraction((int) (free >>> Integer.SIZE), (int) (capacity >>> Integer.SIZE)),
                fraction((int) free, (int) capacity),
                isSpreading);
    }

    private static long fraction(final int free, final int capacity) {
        return Fixed.fraction(free, Fixed.reciprocal(capacity));
    }

    private static int slot(final long free, final long capacity) {
        return (int) (Mix.mix(free + capacity * 31) >>> 32) & SLOTS - 1;
    }
}
