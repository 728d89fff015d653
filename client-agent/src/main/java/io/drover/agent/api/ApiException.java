package io.drover.agent.api;

/** A request that is answered with an error text. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(final int status, final String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The answer that says so. */
    ClientResponse response() {
        return ClientResponse.text(status, String.valueOf(getMessage()));
    }
}
