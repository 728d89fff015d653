package io.drover.agent.template;

/** A template cannot be made. */
public final class TemplateFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isFatal;

    private TemplateFailure(final String message, final boolean isFatal) {
        super(message, null, false, false);
        this.isFatal = isFatal;
    }

    /** Something around it is wrong; the task may be tried again. */
    static TemplateFailure recoverable(final String message) {
        return new TemplateFailure(message, false);
    }

    /** It is wrong in itself; the task ends. */
    static TemplateFailure fatal(final String message) {
        return new TemplateFailure(message, true);
    }

    /** Whether the task ends. */
    public boolean isFatal() {
        return isFatal;
    }
}
