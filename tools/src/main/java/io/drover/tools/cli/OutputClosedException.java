package io.drover.tools.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Whoever read a command's output has gone, as {@code head} does when it has seen enough: nothing is left to say or to report. */
public final class OutputClosedException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    OutputClosedException(final IOException cause) {
        super(cause);
    }
}
