package io.drover.gateway.core;

/** A command or query that got no answer. What became of the command is unknown unless the reason says that it was never sent. */
public final class CoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** No leader answered within the time-out. */
        NO_LEADER,
        /** Too much is waiting already; nothing was sent. */
        OVERLOADED,
        /** The gateway is shutting down. */
        CLOSED
    }

    private final Reason reason;

    CoreException(final Reason reason, final String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }
}
