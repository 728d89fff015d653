package io.drover.tools.sim;

/** One seed, for whoever has loaded the simulator anew and shares nothing with it but words. */
public final class SeedRun {
    private SeedRun() {}

    /** What is violated, or nothing. */
    public static String run(final long seed, final long activeMs) {
        return Simulation.run(seed, Scale.of(seed, activeMs)).violation();
    }
}
