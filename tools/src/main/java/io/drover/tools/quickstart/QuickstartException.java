package io.drover.tools.quickstart;

/** The tour cannot go on; the message says why. */
final class QuickstartException extends Exception {
    private static final long serialVersionUID = 1L;

    QuickstartException(final String message) {
        super(message);
    }
}
