package io.drover.tools.cli.job;

import io.drover.tools.cli.http.Doc;

/** When a periodic job starts next. */
final class PeriodicLaunch {
    private PeriodicLaunch() {}

    /** Such as {@code 2027-01-01T03:00:00Z (952h14m26s from now)}; empty when it is not known. */
    static String describe(final Doc periodic) {
        return "";
    }
}
