package io.drover.scheduler;

/**
 * Reads the bits of {@code DesiredTransition}. A wish counts only when its value bit is set; that it was said with the
 * value false means the same as not having been said.
 */
public final class Transitions {
    private static final int MIGRATE = 1 << 1;
    private static final int RESCHEDULE = 1 << 3;
    private static final int FORCE_RESCHEDULE = 1 << 5;
    private static final int MIGRATE_DISABLE_PLACEMENT = 1 << 9;

    private Transitions() {}

    public static boolean migrates(final int transition) {
        return (transition & MIGRATE) != 0;
    }

    public static boolean reschedules(final int transition) {
        return (transition & RESCHEDULE) != 0;
    }

    public static boolean forcesReschedule(final int transition) {
        return (transition & FORCE_RESCHEDULE) != 0;
    }

    public static boolean disablesPlacement(final int transition) {
        return (transition & MIGRATE_DISABLE_PLACEMENT) != 0;
    }
}
