package io.drover.gateway.diff;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Kind of a change, in the order of their names, which is the order of lists. */
public enum DiffType {
    ADDED("Added"),
    DELETED("Deleted"),
    EDITED("Edited"),
    NONE("None");

    private final String text;

    DiffType(final String text) {
        this.text = text;
    }

    /** As the API spells it. */
    public String text() {
        return text;
    }

    /** The kind of a change from one thing to another, of which one may be missing. */
    static DiffType between(final @Nullable Object before, final @Nullable Object after) {
        return of(before != null, after != null, Objects.equals(before, after));
    }

    /** The kind of a change between two things of which one may be missing. */
    static DiffType of(final boolean hadOld, final boolean hasNew, final boolean areEqual) {
        if (hadOld && hasNew) {
            return areEqual ? NONE : EDITED;
        }
        if (hadOld) {
            return DELETED;
        }
        return hasNew ? ADDED : NONE;
    }
}
