package io.drover.scheduler.offheap;

/**
 * Bit mixers: every input bit changes every output bit with about equal chance. The same on all platforms and JDKs.
 * Not cryptographic; tables that hold keys chosen by outsiders add a salt that outsiders do not know.
 */
public final class Mix {
    private static final long MULTIPLIER_A = 0xff51afd7ed558ccdL;
    private static final long MULTIPLIER_B = 0xc4ceb9fe1a85ec53L;

    private Mix() {}

    /** A bijection on 64 bits (the finalizer of MurmurHash3). */
    public static long mix(final long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * MULTIPLIER_A;
        mixed = (mixed ^ (mixed >>> 33)) * MULTIPLIER_B;
        return mixed ^ (mixed >>> 33);
    }

    /** Mixes a 128-bit id to 64 bits. The salt enters before the first multiplication, so that collisions depend on it. */
    public static long mix(final long high, final long low, final long salt) {
        return mix(mix(high ^ salt) + low);
    }
}
