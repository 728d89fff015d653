package io.drover.gateway.endpoint;

import java.util.function.Consumer;

/** What this process logs, while it does. Thread-safe. */
@FunctionalInterface
public interface LogFeed {
    /**
     * Hands every line from now on to a listener, which must not block, until the result is closed.
     *
     * @param level the least level: TRACE, DEBUG, INFO, WARN or ERROR.
     * @param isJson each line is a JSON object rather than text.
     */
    Subscription follow(String level, boolean isJson, Consumer<String> line);

    /** Ends when it is closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
