package io.drover.scheduler.offheap;

import java.util.Random;

/** Random numbers for tests: the seed is printed, and {@code -Dseed=} runs a test with that seed again. */
final class Seeds {
    private Seeds() {}

    static Random newRandom() {
        final String given = System.getProperty("seed");
        final long seed = given == null ? System.nanoTime() : Long.parseLong(given);
        System.out.println("seed=" + seed);
        return new Random(seed);
    }
}
