package io.drover.gateway.filter;

/** An expression cannot be read, or not be applied to a row; the message is the whole text of the answer. */
public final class FilterException extends Exception {
    private static final long serialVersionUID = 1L;

    private FilterException(final String message) {
        super(message, null, false, false);
    }

    static FilterException unreadable(final String reason) {
        return new FilterException("failed to create result paginator: failed to read filter expression: " + reason);
    }

    static FilterException inapplicable(final String reason) {
        return new FilterException("failed to read result page: " + reason);
    }
}
