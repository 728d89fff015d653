package io.drover.tools.cli;

/** An argument list that breaks the rules of its command's flags. The message is what the user reads. */
public final class FlagException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    public FlagException(final String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
