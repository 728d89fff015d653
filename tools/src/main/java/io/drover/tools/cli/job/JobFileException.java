package io.drover.tools.cli.job;

/** A job file that cannot be read or parsed. The message is what the user reads. */
public final class JobFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    JobFileException(final String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
