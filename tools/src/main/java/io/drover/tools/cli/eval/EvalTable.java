package io.drover.tools.cli.eval;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Table;

/** The list of evaluations. */
final class EvalTable {
    private EvalTable() {}

    static String of(final Doc evals, final boolean isLong) {
        final Table table = new Table(
                "ID", "Priority", "Triggered By", "Job ID", "Namespace", "Node ID", "Status", "Placement Failures");
        for (final Doc eval : evals.items()) {
            table.row(
                    Ids.of(eval.text("ID"), isLong),
                    eval.text("Priority"),
                    eval.text("TriggeredBy"),
                    eval.text("JobID"),
                    eval.text("Namespace"),
                    Ids.of(eval.text("NodeID"), isLong),
                    eval.text("Status"),
                    failures(eval));
        }
        return table.toString();
    }

    /** Whether something could not be placed; unknown until the evaluation has run. */
    static String failures(final Doc eval) {
        return eval.text("Status").equals("blocked")
                ? "N/A - In Progress"
                : Boolean.toString(eval.get("FailedTGAllocs").size() > 0);
    }
}
