package io.drover.cluster.snapshot;

import io.drover.sbe.FeatureLevels;

/** A snapshot is sound, but of a feature level that this version does not have. An older snapshot would not help. */
public final class LevelRefused extends SnapshotRefused {
    public LevelRefused(final String message) {
        super(message);
    }

    /** Says what to do. */
    public static LevelRefused of(final int level, final FeatureLevels levels) {
        return new LevelRefused("the state has " + sentence(level, levels));
    }

    /** Why a version cannot follow a level, and what to do: the end of a sentence. */
    public static String sentence(final int level, final FeatureLevels levels) {
        return "feature level " + level + " and this version has " + levels + ": "
                + (level > levels.newest()
                        ? "start a version that has level " + level + ", the levels of a cluster never fall"
                        : "start a version that has level " + level + " and raise the level to at least "
                                + levels.oldest() + " before this version takes its place");
    }
}
