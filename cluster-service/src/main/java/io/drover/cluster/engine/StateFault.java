package io.drover.cluster.engine;

import org.jspecify.annotations.Nullable;

/**
 * Applying a change failed half way: this member's state may differ from that of the others, so it must stop at once and start again
 * from a snapshot and the log.
 */
public class StateFault extends RuntimeException {
    public StateFault(final String message, final @Nullable Throwable cause) {
        super(message, cause);
    }
}
