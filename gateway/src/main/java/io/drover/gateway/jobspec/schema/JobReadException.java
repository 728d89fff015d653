package io.drover.gateway.jobspec.schema;

/** A JSON document does not fit the job document; the message is what an API client sees. */
public final class JobReadException extends Exception {

    private static final long serialVersionUID = 1L;

    JobReadException(final String message) {
        super(message);
    }
}
