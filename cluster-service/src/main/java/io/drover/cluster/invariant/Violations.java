package io.drover.cluster.invariant;

import java.util.ArrayList;
import java.util.List;

/** Collects violated invariants, a bounded number. */
public final class Violations {
    private static final int MAX = 100;

    /** A violated invariant: its name, and which row shows it. */
    public record Violation(String name, String detail) {}

    private final List<Violation> found = new ArrayList<>();

    /** Notes a violation unless the condition holds. */
    void check(final boolean condition, final String name, final long row) {
        if (!condition && found.size() < MAX) {
            found.add(new Violation(name, "row " + row));
        }
    }

    /** Notes a violation unless two numbers are the same. */
    void equal(final long expected, final long actual, final String name, final long row) {
        if (expected != actual && found.size() < MAX) {
            found.add(new Violation(name, "row " + row + ": expected " + expected + ", but it is " + actual));
        }
    }

    void defect(final String name, final Throwable cause) {
        found.add(new Violation(name, String.valueOf(cause.getMessage())));
    }

    public List<Violation> found() {
        return found;
    }
}
