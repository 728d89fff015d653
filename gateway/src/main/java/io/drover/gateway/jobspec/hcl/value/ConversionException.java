package io.drover.gateway.jobspec.hcl.value;

/** A value cannot become a value of another type; the message says what is required. */
public final class ConversionException extends Exception {

    private static final long serialVersionUID = 1L;

    ConversionException(final String message) {
        super(message);
    }
}
