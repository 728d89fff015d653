package io.drover.tools.sim;

import org.jspecify.annotations.Nullable;

/** Something that must never happen did. */
final class Violation extends RuntimeException {
    Violation(final String message) {
        super(message);
    }

    Violation(final String message, final @Nullable Throwable cause) {
        super(message, cause);
    }
}
