package io.drover.gateway.jobspec.hcl.value;

/** A value would exceed {@link ValueWeight#MAX}; evaluation stops with an error that names the expression. */
public final class ValueTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ValueTooLargeException() {
        super("the result is larger than this parser allows");
    }
}
