package io.drover.gateway.jobspec.hcl.function;

/** A function cannot make a result of its arguments. */
public final class FunctionException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The argument index of failures that are about no single argument. */
    public static final int NO_ARGUMENT = -1;

    private final int argument;

    /** Makes a failure of the call as a whole. */
    public FunctionException(final String message) {
        this(NO_ARGUMENT, message);
    }

    /** Makes a failure that one argument is to blame for. */
    public FunctionException(final int argument, final String message) {
        super(message);
        this.argument = argument;
    }

    /** Returns the position of the argument to blame, or {@link #NO_ARGUMENT}. */
    public int argument() {
        return argument;
    }
}
