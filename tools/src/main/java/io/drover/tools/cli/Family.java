package io.drover.tools.cli;

import org.jspecify.annotations.Nullable;

/**
 * The commands that share a first word, such as {@code job run} and {@code job status}. A family names its members without
 * loading them, so that a start pays for one command class only.
 */
public interface Family {
    /** What the family is about, one sentence. */
    String synopsis();

    /** Pairs of a member's name (the words after the family's own) and its synopsis, sorted by name. */
    String[][] members();

    /** A new command of that name, or null when there is none. */
    @Nullable
    Command create(String name);
}
