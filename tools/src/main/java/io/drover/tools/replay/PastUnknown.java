package io.drover.tools.replay;

/** A past state cannot be brought back; the message says why. */
public final class PastUnknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a sentence. */
    public PastUnknown(final String message) {
        super(message);
    }

    /** With a sentence and what led to it. */
    public PastUnknown(final String message, final Throwable cause) {
        super(message, cause);
    }
}
