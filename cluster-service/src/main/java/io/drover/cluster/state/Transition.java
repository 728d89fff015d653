package io.drover.cluster.state;

/** The bits of {@code DesiredTransition}: each wish has a bit that it was said, and above it one for its value. */
public final class Transition {
    public static final int MIGRATE = 0;
    public static final int RESCHEDULE = 2;
    public static final int FORCE_RESCHEDULE = 4;
    public static final int NO_SHUTDOWN_DELAY = 6;
    public static final int MIGRATE_DISABLE_PLACEMENT = 8;

    private Transition() {}

    /** The bits with a wish said anew; the others stay as they were. */
    public static short with(final short bits, final int wish, final boolean value) {
        final int cleared = bits & ~(0b11 << wish);
        return (short) (cleared | (value ? 0b11 : 0b01) << wish);
    }

    /** Whether a wish was said with the value true. */
    public static boolean has(final short bits, final int wish) {
        return (bits >>> wish & 0b10) != 0;
    }
}
