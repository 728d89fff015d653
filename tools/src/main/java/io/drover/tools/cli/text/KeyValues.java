package io.drover.tools.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Names and values, one pair a line, with the equals signs below each other. Empty values read {@code <none>}. */
public final class KeyValues {
    private final List<String[]> rows = new ArrayList<>();

    public KeyValues add(final String name, final String value) {
        rows.add(new String[] {name, value});
        return this;
    }

    public KeyValues add(final String name, final long value) {
        return add(name, Long.toString(value));
    }

    public KeyValues add(final String name, final boolean value) {
        return add(name, Boolean.toString(value));
    }

    /** Adds the pair only when there is a value. */
    public KeyValues addUnlessEmpty(final String name, final String value) {
        return value.isEmpty() ? this : add(name, value);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** All pairs without a line feed at the end. */
    @Override
    public String toString() {
        return Columns.align(rows, " = ", "<none>");
    }
}
