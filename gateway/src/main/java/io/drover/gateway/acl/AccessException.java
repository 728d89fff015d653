package io.drover.gateway.acl;

/** What was written about access control is wrong; the message says what. */
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    public AccessException(final String message) {
        super(message, null, false, false);
    }

    /** What is wrong. */
    public String text() {
        final String message = getMessage();
        return message == null ? "" : message;
    }
}
