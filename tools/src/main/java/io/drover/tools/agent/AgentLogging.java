package io.drover.tools.agent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Log levels of an agent: the configured one for its own code, warnings for libraries. */
public final class AgentLogging {
    private AgentLogging() {}

    /** Sets the levels. */
    public static void configure(final String level) {
        final Level own = Level.toLevel(level, Level.INFO);
        set(org.slf4j.Logger.ROOT_LOGGER_NAME, own.isGreaterOrEqual(Level.WARN) ? own : Level.WARN);
        set("io.drover", own);
    }

    private static void set(final String name, final Level level) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            logger.setLevel(level);
        }
    }
}
