package io.drover.gateway.jobspec.admission;

/** A job cannot be completed by the server; the message is what an API client sees. */
final class AdmissionException extends Exception {

    private static final long serialVersionUID = 1L;

    AdmissionException(final String message) {
        super(message);
    }
}
