package io.drover.cluster.rows;

import io.drover.sbe.common.Bool;

/** Truth values as messages carry them. */
public final class Bools {
    private Bools() {}

    public static Bool of(final boolean value) {
        return value ? Bool.YES : Bool.NO;
    }

    static boolean of(final Bool value) {
        return value == Bool.YES;
    }
}
