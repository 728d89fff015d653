package io.drover.tools.cli.job;

/** A job file that cannot be read or parsed. The message is what the user reads. */
final class JobFileException extends Exception {
    private static final long serialVersionUID = 1L;

    JobFileException(final String message) {
        super(message, null, false, false);
    }
}
