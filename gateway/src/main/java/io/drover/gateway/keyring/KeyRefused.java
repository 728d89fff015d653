package io.drover.gateway.keyring;

/** A root key, or what it sealed, cannot be opened here; says why, never with what. */
public final class KeyRefused extends Exception {
    private static final long serialVersionUID = 1L;

    KeyRefused(final String message) {
        super(message);
    }

    /** Why. */
    public String reason() {
        final String message = getMessage();
        return message == null ? "" : message;
    }
}
