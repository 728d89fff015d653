package io.drover.tools.cli.text;

import java.util.List;

/** Aligns rows of cells. Widths count code points, as terminals show one cell for most of them. */
final class Columns {
    private Columns() {}

    static String align(final List<String[]> rows, final String glue, final String empty) {
        final int[] widths = widths(rows, empty);
        final StringBuilder text = new StringBuilder();
        for (final String[] row : rows) {
            if (text.length() > 0) {
                text.append('\n');
            }
            for (int i = 0; i < row.length; i++) {
                final String cell = cell(row[i], empty);
                text.append(cell);
                if (i < row.length - 1) {
                    pad(text, widths[i] - length(cell));
                    text.append(glue);
                }
            }
        }
        return text.toString();
    }

    private static int[] widths(final List<String[]> rows, final String empty) {
        int count = 0;
        for (final String[] row : rows) {
            count = Math.max(count, row.length);
        }
        final int[] widths = new int[count];
        for (final String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], length(cell(row[i], empty)));
            }
        }
        return widths;
    }

    private static String cell(final String value, final String empty) {
        return value.isEmpty() ? empty : value;
    }

    private static int length(final String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static void pad(final StringBuilder text, final int count) {
        for (int i = 0; i < count; i++) {
            text.append(' ');
        }
    }
}
