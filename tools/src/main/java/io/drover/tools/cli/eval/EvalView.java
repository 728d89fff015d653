package io.drover.tools.cli.eval;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.AllocTable;
import io.drover.tools.cli.show.PlacementText;
import io.drover.tools.cli.show.Sorted;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One evaluation in full. */
final class EvalView {
    private static final String[] PLAN_HEADER = {
        "Task Group",
        "Ignore",
        "Place",
        "Stop",
        "InPlace",
        "Destructive",
        "Migrate",
        "Canary",
        "Preemptions",
        "Reschedule Now",
        "Reschedule Later",
        "Disconnect",
        "Reconnect"
    };

    private static final String[] PLAN_FIELDS = {
        "Ignore",
        "Place",
        "Stop",
        "InPlaceUpdate",
        "DestructiveUpdate",
        "Migrate",
        "Canary",
        "Preemptions",
        "RescheduleNow",
        "RescheduleLater",
        "Disconnect",
        "Reconnect"
    };

    private static final int PLAN_SHORT = 6;

    private final Ui ui;
    private final boolean isLong;

    EvalView(final Ui ui, final boolean isLong) {
        this.ui = ui;
        this.isLong = isLong;
    }

    String of(final Doc eval, final Doc allocs) {
        return facts(eval)
                + related(eval.get("RelatedEvals"))
                + plan(eval.get("PlanAnnotations").get("DesiredTGUpdates"))
                + failures(eval)
                + placed(allocs);
    }

    private String facts(final Doc eval) {
        final String status = eval.text("Status");
        final String description = eval.text("StatusDescription");
        final KeyValues facts = new KeyValues()
                .add("ID", Ids.of(eval.text("ID"), isLong))
                .add("Create Time", time(eval.number("CreateTime")))
                .add("Modify Time", time(eval.number("ModifyTime")))
                .add("Status", status)
                .add("Status Description", description.isEmpty() ? status : description)
                .add("Type", eval.text("Type"))
                .add("TriggeredBy", eval.text("TriggeredBy"));
        if (eval.text("TriggeredBy").equals("node-update")) {
            facts.add("Node ID", Ids.of(eval.text("NodeID"), isLong));
        } else {
            facts.add("Job ID", eval.text("JobID"));
        }
        facts.add("Namespace", eval.text("Namespace"))
                .add("Priority", eval.text("Priority"))
                .add("Placement Failures", EvalTable.failures(eval))
                .add("Previous Eval", Ids.of(eval.text("PreviousEval"), isLong))
                .add("Next Eval", Ids.of(eval.text("NextEval"), isLong))
                .add("Blocked Eval", Ids.of(eval.text("BlockedEval"), isLong));
        if (!eval.text("WaitUntil").isEmpty()) {
            facts.add("Wait Until", Times.format(Times.parse(eval.text("WaitUntil"))));
        }
        return facts.toString();
    }

    private String time(final long nanos) {
        return isLong ? Times.format(nanos) : Times.age(nanos, Times.now());
    }

    private String related(final Doc evals) {
        if (evals.size() == 0) {
            return "";
        }
        final Table table = new Table("ID", "Priority", "Triggered By", "Node ID", "Status", "Description");
        for (final Doc eval : evals.items()) {
            table.row(
                    Ids.of(eval.text("ID"), isLong),
                    eval.text("Priority"),
                    eval.text("TriggeredBy"),
                    Ids.of(eval.text("NodeID"), isLong),
                    eval.text("Status"),
                    eval.text("StatusDescription"));
        }
        return "\n\n" + ui.bold("Related Evaluations") + '\n' + table;
    }

    private String plan(final Doc updates) {
        if (updates.size() == 0) {
            return "";
        }
        final int columnCount = isLong ? PLAN_HEADER.length : PLAN_SHORT;
        final Table table = new Table(Arrays.copyOf(PLAN_HEADER, columnCount));
        for (final Map.Entry<String, Doc> entry : updates.fields().entrySet()) {
            final String[] row = new String[columnCount];
            row[0] = entry.getKey();
            for (int i = 1; i < columnCount; i++) {
                row[i] = Long.toString(entry.getValue().number(PLAN_FIELDS[i - 1]));
            }
            table.row(row);
        }
        return "\n\n" + ui.bold("Plan Annotations") + '\n' + table;
    }

    private String failures(final Doc eval) {
        final Map<String, Doc> failed = eval.get("FailedTGAllocs").fields();
        if (failed.isEmpty()) {
            return "";
        }
        final StringBuilder text = new StringBuilder("\n\n").append(ui.bold("Failed Placements"));
        for (final Map.Entry<String, Doc> entry : failed.entrySet()) {
            text.append('\n').append(PlacementText.heading(entry.getKey(), entry.getValue()));
            text.append('\n').append(PlacementText.reasons(entry.getValue(), "  "));
            text.append('\n');
        }
        if (!eval.text("BlockedEval").isEmpty()) {
            text.append("\nEvaluation ")
                    .append(Quote.of(Ids.of(eval.text("BlockedEval"), isLong)))
                    .append(" waiting for additional capacity to place remainder");
        }
        return text.toString();
    }

    private String placed(final Doc allocs) {
        if (allocs.size() == 0) {
            return "";
        }
        return "\n\n" + ui.bold("Placed Allocations") + '\n' + allocTable(Sorted.newestFirst(allocs));
    }

    /** The usual list of allocations, without the column for the evaluation, which is this one. */
    private String allocTable(final List<Doc> allocs) {
        if (!isLong) {
            return AllocTable.of(allocs, false);
        }
        final Table table =
                new Table("ID", "Node ID", "Task Group", "Version", "Desired", "Status", "Created", "Modified");
        for (final Doc alloc : allocs) {
            table.row(
                    alloc.text("ID"),
                    alloc.text("NodeID"),
                    alloc.text("TaskGroup"),
                    Long.toString(alloc.number("JobVersion")),
                    alloc.text("DesiredStatus"),
                    alloc.text("ClientStatus"),
                    Times.age(alloc.number("CreateTime"), Times.now()),
                    Times.age(alloc.number("ModifyTime"), Times.now()));
        }
        return table.toString();
    }
}
