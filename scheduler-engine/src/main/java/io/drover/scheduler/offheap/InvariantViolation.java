package io.drover.scheduler.offheap;

/**
 * A statement that the code relies on turned out false: a defect, never an answer to input. The state machine stops
 * rather than going on with a state it does not understand, which is why this is an {@link Error}.
 */
public final class InvariantViolation extends AssertionError {
    private static final long serialVersionUID = 1L;

    InvariantViolation(final String message) {
        super(message);
    }
}
