package io.drover.tools.cli.http;

/** A request without a usable answer. The message is what the user reads, without the command's own introduction. */
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int status;
    private final String body;

    private ApiException(final String problem, final int status, final String body) {
        super(problem, null, false, false);
        this.problem = problem;
        this.status = status;
        this.body = body;
    }

    /** The server could not be reached, or its answer could not be read. */
    public static ApiException transport(final String message) {
        return new ApiException(message, 0, "");
    }

    /** The server answered, but not with success. */
    public static ApiException status(final int status, final String body) {
        final String text = body.strip();
        final String detail = text.isEmpty() ? "" : " (" + text + ")";
        return new ApiException("Unexpected response code: " + status + detail, status, text);
    }

    @Override
    public String getMessage() {
        return problem;
    }

    /** The answer's status, or zero when there was no answer. */
    public int status() {
        return status;
    }

    /** What the server said about the problem. */
    public String body() {
        return body;
    }
}
