package io.drover.tools.cli.show;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Why nodes were left out when an allocation was placed, or was not. */
public final class PlacementText {
    private static final String FINAL_SCORE = "normalized-score";

    private PlacementText() {}

    /** The heading of a task group that was not placed: {@code Task Group "web" (failed to place 2 allocations):}. */
    public static String heading(final String group, final Doc metrics) {
        final long count = metrics.number("CoalescedFailures") + 1;
        return "Task Group " + Quote.of(group) + " (failed to place " + count + " allocation" + (count == 1 ? "" : "s")
                + "):";
    }

    /** One line per reason, each behind the indent, without a line feed at the end. */
    public static String reasons(final Doc metrics, final String indent) {
        final StringBuilder text = new StringBuilder();
        if (metrics.number("NodesEvaluated") == 0) {
            line(text, indent, "No nodes were eligible for evaluation");
        }
        for (final Map.Entry<String, Doc> entry :
                metrics.get("NodesAvailable").fields().entrySet()) {
            if (entry.getValue().number() == 0) {
                line(text, indent, "No nodes are available in datacenter " + Quote.of(entry.getKey()));
            }
        }
        each(text, indent, "Class ", metrics.get("ClassFiltered"), ": ", " nodes excluded by filter");
        each(text, indent, "Constraint ", metrics.get("ConstraintFiltered"), ": ", " nodes excluded by filter");
        if (metrics.number("NodesExhausted") > 0) {
            line(text, indent, "Resources exhausted on " + metrics.number("NodesExhausted") + " nodes");
        }
        each(text, indent, "Class ", metrics.get("ClassExhausted"), " exhausted on ", " nodes");
        each(text, indent, "Dimension ", metrics.get("DimensionExhausted"), " exhausted on ", " nodes");
        for (final Doc quota : metrics.get("QuotaExhausted").items()) {
            line(text, indent, "Quota limit hit " + Quote.of(quota.text()));
        }
        return text.toString();
    }

    /** How the best nodes were scored, a row per node; empty when there are no scores. */
    public static String scores(final Doc metrics) {
        final Doc nodes = metrics.get("ScoreMetaData");
        if (nodes.size() == 0) {
            return "";
        }
        final Set<String> names = new TreeSet<>();
        for (final Doc node : nodes.items()) {
            names.addAll(node.get("Scores").fields().keySet());
        }
        names.remove(FINAL_SCORE);
        final String[] header = new String[names.size() + 2];
        header[0] = "Node";
        int column = 1;
        for (final String name : names) {
            header[column++] = name;
        }
        header[column] = "final score";
        final Table table = new Table(header);
        for (final Doc node : nodes.items()) {
            final String[] row = new String[header.length];
            row[0] = node.text("NodeID");
            for (int i = 1; i < column; i++) {
                row[i] = threeDigits(node.get("Scores").get(header[i]).decimal());
            }
            row[column] = threeDigits(node.get("NormScore").decimal());
            table.row(row);
        }
        return table.toString();
    }

    /** A number with three significant digits and no trailing zeros. */
    private static String threeDigits(final double value) {
        if (value == 0) {
            return "0";
        }
        final String digits = new BigDecimal(value)
                .round(new MathContext(3, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
        return digits;
    }

    private static void each(
            final StringBuilder text,
            final String indent,
            final String noun,
            final Doc counts,
            final String middle,
            final String end) {
        for (final Map.Entry<String, Doc> entry : counts.fields().entrySet()) {
            line(
                    text,
                    indent,
                    noun + Quote.of(entry.getKey()) + middle + entry.getValue().number() + end);
        }
    }

    private static void line(final StringBuilder text, final String indent, final String reason) {
        if (text.length() > 0) {
            text.append('\n');
        }
        text.append(indent).append("* ").append(reason);
    }
}
