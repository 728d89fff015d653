package io.drover.agent.task;

import org.jspecify.annotations.Nullable;

/** A hook failed. */
final class TaskSetupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TaskEvent event;
    private final boolean recoverable;
    private final boolean kill;

    private TaskSetupException(
            final String message, final @Nullable TaskEvent event, final boolean recoverable, final boolean kill) {
        super(message);
        this.event = event;
        this.recoverable = recoverable;
        this.kill = kill;
    }

    /** A failure that the runner reports as {@code Task hook failed}. */
    static TaskSetupException of(final String message, final boolean recoverable) {
        return new TaskSetupException(message, null, recoverable, false);
    }

    /** A failure with an event of its own. */
    static TaskSetupException of(final TaskEvent event, final boolean recoverable) {
        return new TaskSetupException(event.displayMessage(), event, recoverable, false);
    }

    /** A failure that ends the task whatever its restart policy says. */
    static TaskSetupException killing(final TaskEvent event) {
        return new TaskSetupException(event.displayMessage(), event, false, true);
    }

    @Nullable
    TaskEvent event() {
        return event;
    }

    boolean isRecoverable() {
        return recoverable;
    }

    /** Whether the task ends without asking its restart policy. */
    boolean isKill() {
        return kill;
    }
}
