package io.drover.cluster.state;

import io.drover.scheduler.offheap.Mix;

/**
 * Makes ids of evaluations, allocations and deployments: the replicated seed, the index of the step and an ordinal within it, mixed
 * to 128 bits that look like a random (version 4) UUID. The same on every replica and at every replay.
 *
 * <p>Distinct inputs give distinct ids: each half is a bijection of (index, ordinal) before its version bits are set, and the halves
 * would have to agree both.
 */
public final class IdSource {
    private static final long VERSION_MASK = 0xffffffffffff0fffL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3fffffffffffffffL;
    private static final long VARIANT_RFC = 0x8000000000000000L;
    private static final int ORDINAL_BITS = 20;

    private final long seedHigh;
    private final long seedLow;
    private long index;
    private int ordinal;
    private long high;
    private long low;

    public IdSource(final long seedHigh, final long seedLow) {
        this.seedHigh = seedHigh;
        this.seedLow = seedLow;
    }

    /** Begins a step: ordinals start at 0 again. */
    public void begin(final long stepIndex) {
        index = stepIndex;
        ordinal = 0;
    }

    /** Makes the next id of the step, to be read by {@link #high()} and {@link #low()}. */
    public IdSource next() {
        final long input = index << ORDINAL_BITS | ordinal++;
        high = Mix.mix(seedHigh ^ Mix.mix(input ^ seedLow)) & VERSION_MASK | VERSION_4;
        low = Mix.mix(seedLow ^ Mix.mix(input + seedHigh)) & VARIANT_MASK | VARIANT_RFC;
        return this;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }
}
