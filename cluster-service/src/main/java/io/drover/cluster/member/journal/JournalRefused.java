package io.drover.cluster.member.journal;

/** A journal, or a part of one, cannot be read; the message says why. */
public final class JournalRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JournalRefused(final String message) {
        super(message);
    }

    public JournalRefused(final String message, final Throwable cause) {
        super(message, cause);
    }
}
