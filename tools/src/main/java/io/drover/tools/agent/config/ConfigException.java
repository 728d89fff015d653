package io.drover.tools.agent.config;

/** A configuration that cannot be used; the message names file, line (where the form has lines) and key. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String brief;

    /** Makes an exception with a message for the operator. */
    public ConfigException(final String message) {
        this(message, message);
    }

    ConfigException(final String message, final String brief) {
        super(message);
        this.brief = brief;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What is wrong in the few words that scripts written for Nomad may compare. */
    public String brief() {
        return brief;
    }
}
