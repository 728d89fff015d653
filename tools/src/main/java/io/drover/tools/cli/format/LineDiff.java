package io.drover.tools.cli.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts in the unified form that {@code patch} reads. Equal beginnings and ends are set aside; what is
 * between them is compared by longest common subsequence, or, when that would take more than a bounded table, replaced as a whole.
 */
public final class LineDiff {
    private static final int CONTEXT = 3;
    private static final long CELLS_MAX = 16_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<Step> steps = new ArrayList<>();

    /** A line and whether it stays (blank), goes or comes. */
    private record Step(char mark, String line) {}

    private LineDiff(final List<String> before, final List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** The difference, empty when there is none. */
    public static String of(final String name, final String before, final String after) {
        if (before.equals(after)) {
            return "";
        }
        final LineDiff diff = new LineDiff(List.of(before.split("(?<=\n)", -1)), List.of(after.split("(?<=\n)", -1)));
        diff.compare();
        return "--- a/" + name + "\n+++ b/" + name + "\n" + diff.hunks();
    }

    private void compare() {
        int start = 0;
        while (start < Math.min(before.size(), after.size())
                && before.get(start).equals(after.get(start))) {
            steps.add(new Step(' ', before.get(start)));
            start++;
        }
        int endBefore = before.size();
        int endAfter = after.size();
        while (endBefore > start
                && endAfter > start
                && before.get(endBefore - 1).equals(after.get(endAfter - 1))) {
            endBefore--;
            endAfter--;
        }
        middle(start, endBefore, endAfter);
        for (int i = endBefore; i < before.size(); i++) {
            steps.add(new Step(' ', before.get(i)));
        }
    }

    private void middle(final int start, final int endBefore, final int endAfter) {
        final int rows = endBefore - start;
        final int columns = endAfter - start;
        int i = 0;
        int j = 0;
        if ((long) rows * columns <= CELLS_MAX) {
            final int[][] common = commonLengths(start, rows, columns);
            while (i < rows && j < columns) {
                if (before.get(start + i).equals(after.get(start + j))) {
                    steps.add(new Step(' ', before.get(start + i)));
                    i++;
                    j++;
                } else if (common[i + 1][j] >= common[i][j + 1]) {
                    steps.add(new Step('-', before.get(start + i++)));
                } else {
                    steps.add(new Step('+', after.get(start + j++)));
                }
            }
        }
        for (; i < rows; i++) {
            steps.add(new Step('-', before.get(start + i)));
        }
        for (; j < columns; j++) {
            steps.add(new Step('+', after.get(start + j)));
        }
    }

    /** Lengths of the longest common subsequences of what is left from each pair of lines on. */
    private int[][] commonLengths(final int start, final int rows, final int columns) {
        final int[][] common = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] = before.get(start + i).equals(after.get(start + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private String hunks() {
        final StringBuilder text = new StringBuilder();
        int lineBefore = 1;
        int lineAfter = 1;
        int from = 0;
        while (from < steps.size()) {
            final int to = hunkEnd(from);
            if (to < 0) {
                break;
            }
            final int first = Math.max(from, firstChange(from) - CONTEXT);
            lineBefore += first - from;
            lineAfter += first - from;
            int countBefore = 0;
            int countAfter = 0;
            final StringBuilder lines = new StringBuilder();
            for (final Step step : steps.subList(first, to)) {
                if (step.line.isEmpty()) {
                    continue;
                }
                countBefore += step.mark == '+' ? 0 : 1;
                countAfter += step.mark == '-' ? 0 : 1;
                lines.append(step.mark).append(step.line);
                if (!step.line.endsWith("\n")) {
                    lines.append("\n\\ No newline at end of file\n");
                }
            }
            text.append("@@ -").append(lineBefore).append(',').append(countBefore);
            text.append(" +").append(lineAfter).append(',').append(countAfter).append(" @@\n");
            text.append(lines);
            lineBefore += countBefore;
            lineAfter += countAfter;
            from = to;
        }
        return text.toString();
    }

    private int firstChange(final int from) {
        int i = from;
        while (i < steps.size() && steps.get(i).mark == ' ') {
            i++;
        }
        return i;
    }

    /** Returns where the hunk of the next change ends, or -1 when there is no further change. */
    private int hunkEnd(final int from) {
        int change = firstChange(from);
        if (change == steps.size()) {
            return -1;
        }
        int end = change;
        while (change < steps.size() && change - end <= 2 * CONTEXT) {
            end = change;
            while (end < steps.size() && steps.get(end).mark != ' ') {
                end++;
            }
            change = firstChange(end);
        }
        return Math.min(steps.size(), end + CONTEXT);
    }
}
