package io.drover.tools.cli.show;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why groups are placed where they are, or nowhere: an answer of {@code /v1/job/:id/why} as text. */
public final class ExplanationText {
    private ExplanationText() {}

    /** One part for each group, or for the one of that name only. */
    public static String of(final Doc explanation, final String onlyGroup, final boolean isVerbose) {
        final List<String> parts = new ArrayList<>();
        for (final Doc group : explanation.get("Groups").items()) {
            if (onlyGroup.isEmpty() || onlyGroup.equals(group.text("Name"))) {
                parts.add(group(group, isVerbose));
            }
        }
        return String.join("\n\n", parts);
    }

    private static String group(final Doc group, final boolean isVerbose) {
        final StringBuilder text = new StringBuilder("Task Group ")
                .append(Quote.of(group.text("Name")))
                .append(": one more allocation fits on ")
                .append(group.number("NodesThatFit"))
                .append(" of ")
                .append(group.number("NodesInReach"))
                .append(" nodes within reach (")
                .append(group.number("NodesKnown"))
                .append(" known)\n")
                .append(asks(group.get("Asks")));
        final Doc obstacles = group.get("Obstacles");
        if (obstacles.size() > 0) {
            text.append("\n\n").append(obstacles(obstacles));
        }
        if (group.get("Nodes").size() > 0) {
            text.append("\n\n").append(nodes(group.get("Nodes"), isVerbose));
        }
        if (group.number("NodesByEviction") > 0) {
            text.append("\n\n").append(evictions(group, isVerbose));
        }
        return text.toString();
    }

    private static String asks(final Doc asks) {
        final long cores = asks.number("Cores");
        return "It asks for " + (cores > 0 ? cores + " cores, " : "") + asks.number("CPU") + " MHz, "
                + asks.number("MemoryMB") + " MB memory, " + asks.number("DiskMB") + " MB disk";
    }

    private static String obstacles(final Doc obstacles) {
        final Table table = new Table("Obstacle", "Against", "First", "Alone");
        for (final Doc obstacle : obstacles.items()) {
            table.row(
                    obstacle.text("Check"),
                    Long.toString(obstacle.number("Against")),
                    Long.toString(obstacle.number("First")),
                    Long.toString(obstacle.number("Alone")));
        }
        return table + "\nNodes within reach that it speaks against: at all, before any other, as the only one.";
    }

    private static String nodes(final Doc nodes, final boolean isVerbose) {
        final Table table = new Table("Node ID", "Node Name", "Score", "Why");
        for (final Doc node : nodes.items()) {
            final boolean fits = node.isTrue("Fits");
            table.row(
                    Ids.of(node.text("ID"), isVerbose),
                    node.text("Name"),
                    fits ? decimal(node.get("Score")) : "-",
                    fits
                            ? scores(node.get("Scores"))
                            : String.join("; ", node.get("Obstacles").texts()));
        }
        return table.toString();
    }

    /** Who would give way; the node that is chosen when none has room by itself comes first. */
    private static String evictions(final Doc group, final boolean isVerbose) {
        final Table table =
                new Table("Node ID", "Score", "Alloc ID", "Job", "Task Group", "Priority", "CPU", "Memory", "Disk");
        boolean isAllowed = true;
        for (final Doc node : group.get("Nodes").items()) {
            final Doc eviction = node.get("Eviction");
            for (final Doc alloc : eviction.get("Allocations").items()) {
                isAllowed = eviction.isTrue("Allowed");
                table.row(
                        Ids.of(node.text("ID"), isVerbose),
                        decimal(eviction.get("Score")),
                        Ids.of(alloc.text("AllocID"), isVerbose),
                        alloc.text("JobID"),
                        alloc.text("TaskGroup"),
                        Long.toString(alloc.number("Priority")),
                        alloc.number("CPU") + " MHz",
                        alloc.number("MemoryMB") + " MB",
                        alloc.number("DiskMB") + " MB");
            }
        }
        final long count = group.number("NodesByEviction");
        return "It would fit on " + count + (count == 1 ? " node" : " nodes") + " if others gave way"
                + (isAllowed ? "" : ", which the scheduler configuration does not allow for this type of job")
                + (table.rowCount() == 0 ? "" : "\n\n" + table);
    }

    private static String scores(final Doc scores) {
        final List<String> parts = new ArrayList<>();
        for (final Map.Entry<String, Doc> part : scores.fields().entrySet()) {
            parts.add(part.getKey() + " " + decimal(part.getValue()));
        }
        return String.join(", ", parts);
    }

    private static String decimal(final Doc number) {
        return String.format(Locale.ROOT, "%.3f", number.decimal());
    }
}
