package io.drover.tools.quickstart;

import io.drover.tools.cli.Ui;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Prints what happened with the time since the start. */
final class Timeline {
    private final Ui ui;
    private final long startNs = System.nanoTime();

    Timeline(final Ui ui) {
        this.ui = ui;
    }

    /** Something has happened now. */
    void step(final String text) {
        ui.output(String.format(Locale.ROOT, "%6.2f s  %s", (double) elapsedMs() / TimeUnit.SECONDS.toMillis(1), text));
    }

    /** More about the step before. */
    void detail(final String text) {
        ui.output("          " + text);
    }

    private long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }
}
