package io.drover.gateway.http;

/** A request that is answered with an error: the status and, as plain text, the message. */
public final class HttpProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Makes a problem with a status and the text of its body. */
    public HttpProblem(final int status, final String text) {
        super(text, null, false, false);
        this.status = status;
    }

    /** 405 as every handler that checks its verb says it. */
    public static HttpProblem invalidMethod() {
        return new HttpProblem(405, "Invalid method");
    }

    /** 403 as everybody hears it who may not do what he asks for. */
    public static HttpProblem denied() {
        return new HttpProblem(403, "Permission denied");
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Body of the answer. */
    public String text() {
        final String message = getMessage();
        return message == null ? "" : message;
    }
}
