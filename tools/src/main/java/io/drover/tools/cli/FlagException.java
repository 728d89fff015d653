package io.drover.tools.cli;

/** An argument list that breaks the rules of its command's flags. The message is what the user reads. */
public final class FlagException extends Exception {
    private static final long serialVersionUID = 1L;

    public FlagException(final String message) {
        super(message, null, false, false);
    }
}
