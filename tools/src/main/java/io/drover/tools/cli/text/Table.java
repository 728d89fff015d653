package io.drover.tools.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns that are as wide as their widest cell, two blanks apart. Empty cells read {@code <none>}; the last column
 * is not padded.
 */
public final class Table {
    private static final String GAP = "  ";
    private final List<String[]> rows = new ArrayList<>();
    private boolean keepsBlanks;

    public Table(final String... header) {
        rows.add(header);
    }

    /** Shows empty cells as nothing instead of {@code <none>}. */
    public Table keepBlanks() {
        keepsBlanks = true;
        return this;
    }

    public Table row(final String... cells) {
        rows.add(cells);
        return this;
    }

    /** The number of rows below the header. */
    public int rowCount() {
        return rows.size() - 1;
    }

    /** The table without a line feed at its end. */
    @Override
    public String toString() {
        return Columns.align(rows, GAP, keepsBlanks ? "" : "<none>");
    }
}
