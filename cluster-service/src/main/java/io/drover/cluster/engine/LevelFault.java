package io.drover.cluster.engine;

/** The log leads to a feature level that this version does not have: the member must stop, and another version take its place. */
public final class LevelFault extends StateFault {
    private final int level;

    public LevelFault(final int level, final String message) {
        super(message, null);
        this.level = level;
    }

    /** The level that the log leads to. */
    public int level() {
        return level;
    }
}
