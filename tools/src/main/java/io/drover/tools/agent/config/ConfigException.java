package io.drover.tools.agent.config;

/** A configuration that cannot be used; the message names file, line (where the form has lines) and key. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes an exception with a message for the operator. */
    public ConfigException(final String message) {
        super(message);
    }
}
