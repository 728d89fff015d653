package io.drover.tools.sim;

import java.util.List;
import java.util.UUID;

/** A stream of numbers that follows from a seed and what it is for, the same on every machine. */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Chance(final long state) {
        this.state = state;
    }

    /** The stream of one purpose: what others draw does not move it. */
    static Chance of(final long seed, final String purpose) {
        long hash = seed * GOLDEN;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash + purpose.charAt(i));
        }
        return new Chance(hash);
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** From 0 up to the bound. */
    long below(final long bound) {
        return Long.remainderUnsigned(next(), bound);
    }

    int below(final int bound) {
        return (int) below((long) bound);
    }

    /** From the first to the second, both included. */
    int between(final int low, final int high) {
        return low + below(high - low + 1);
    }

    boolean percent(final int share) {
        return below(100) < share;
    }

    <T> T pick(final List<T> choices) {
        return choices.get(below(choices.size()));
    }

    UUID uuid() {
        return new UUID(next(), next());
    }

    private static long mix(final long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
