package io.drover.tools.cli.show;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.List;

/** The list of allocations in the order given, with ages or, in the long form, whole identifiers and times. */
public final class AllocTable {
    private AllocTable() {}

    public static String of(final List<Doc> allocs, final boolean isLong) {
        if (allocs.isEmpty()) {
            return "No allocations placed";
        }
        return isLong ? longForm(allocs) : shortForm(allocs);
    }

    private static String shortForm(final List<Doc> allocs) {
        final long now = Times.now();
        final Table table =
                new Table("ID", "Node ID", "Task Group", "Version", "Desired", "Status", "Created", "Modified");
        for (final Doc alloc : allocs) {
            table.row(
                    Ids.of(alloc.text("ID"), false),
                    Ids.of(alloc.text("NodeID"), false),
                    alloc.text("TaskGroup"),
                    version(alloc),
                    alloc.text("DesiredStatus"),
                    alloc.text("ClientStatus"),
                    Times.age(alloc.number("CreateTime"), now),
                    Times.age(alloc.number("ModifyTime"), now));
        }
        return table.toString();
    }

    private static String longForm(final List<Doc> allocs) {
        final Table table = new Table(
                "ID",
                "Eval ID",
                "Node ID",
                "Node Name",
                "Task Group",
                "Version",
                "Desired",
                "Status",
                "Created",
                "Modified");
        for (final Doc alloc : allocs) {
            table.row(
                    alloc.text("ID"),
                    alloc.text("EvalID"),
                    alloc.text("NodeID"),
                    alloc.text("NodeName"),
                    alloc.text("TaskGroup"),
                    version(alloc),
                    alloc.text("DesiredStatus"),
                    alloc.text("ClientStatus"),
                    Times.format(alloc.number("CreateTime")),
                    Times.format(alloc.number("ModifyTime")));
        }
        return table.toString();
    }

    /** List entries carry the job's version themselves, whole allocations within their job. */
    static String version(final Doc alloc) {
        return Long.toString(
                alloc.get("JobVersion").isNull() ? alloc.get("Job").number("Version") : alloc.number("JobVersion"));
    }
}
