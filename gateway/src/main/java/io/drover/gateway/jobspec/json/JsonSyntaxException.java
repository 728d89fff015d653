package io.drover.gateway.jobspec.json;

/** A text is not a JSON document within the limits; the message is what an API client sees. */
public final class JsonSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    JsonSyntaxException(final String message, final int offset) {
        super(message);
        this.offset = offset;
    }

    /** Returns the byte position at which reading stopped. */
    public int offset() {
        return offset;
    }
}
