package io.drover.agent.template.lang;

/** A function cannot do what it is asked for; the message has no place, which the execution adds. */
public final class FunctionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A refusal with this reason. */
    public FunctionException(final String message) {
        super(message, null, false, false);
    }
}
