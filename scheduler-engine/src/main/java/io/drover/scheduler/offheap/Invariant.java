package io.drover.scheduler.offheap;

/**
 * Always-on assertions. A check that holds costs a branch and allocates nothing; the message is put together only when
 * it fails.
 *
 * <p>{@code expectation} is a constant that says what should have been true ("row is live"); the optional values are
 * the numbers that a reader of the failure needs first.
 */
public final class Invariant {
    private Invariant() {}

    /** Fails unless {@code condition} holds. */
    public static void check(final boolean condition, final String expectation) {
        if (!condition) {
            throw new InvariantViolation("Expected: " + expectation);
        }
    }

    /** Fails unless {@code condition} holds, and names one value. */
    public static void check(final boolean condition, final String expectation, final long value) {
        if (!condition) {
            throw new InvariantViolation("Expected: " + expectation + ", but value=" + value);
        }
    }

    /** Fails unless {@code condition} holds, and names two values. */
    public static void check(
            final boolean condition, final String expectation, final long value, final long otherValue) {
        if (!condition) {
            throw new InvariantViolation("Expected: " + expectation + ", but value=" + value + " other=" + otherValue);
        }
    }

    /** Fails unless {@code 0 <= index < length}. */
    public static void checkIndex(final int index, final int length, final String name) {
        if (index < 0 || index >= length) {
            throw new InvariantViolation("Expected: 0 <= " + name + " < " + length + ", but value=" + index);
        }
    }

    /** Ends a path that no state can reach. */
    public static InvariantViolation unreachable(final String expectation) {
        return new InvariantViolation("Expected: " + expectation);
    }
}
