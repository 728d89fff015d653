package io.drover.tools.cli.show;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;

/** The list of jobs, as {@code job status} and ambiguous names print it. */
public final class JobTable {
    private JobTable() {}

    public static String of(final Doc jobs, final boolean isWithNamespace) {
        final Table table = isWithNamespace
                ? new Table("ID", "Namespace", "Type", "Priority", "Status", "Submit Date")
                : new Table("ID", "Type", "Priority", "Status", "Submit Date");
        for (final Doc job : jobs.items()) {
            final String id = job.text("ID");
            final String type = type(job);
            final String priority = job.text("Priority");
            final String status = status(job);
            final String date = Times.format(job.number("SubmitTime"));
            if (isWithNamespace) {
                table.row(id, job.text("Namespace"), type, priority, status, date);
            } else {
                table.row(id, type, priority, status, date);
            }
        }
        return table.toString();
    }

    /** The status of a job, with a remark when it was stopped. */
    public static String status(final Doc job) {
        return job.isTrue("Stop") ? job.text("Status") + " (stopped)" : job.text("Status");
    }

    private static String type(final Doc job) {
        final String type = job.text("Type");
        if (job.isTrue("Periodic") || job.get("Periodic").isObject()) {
            return type + "/periodic";
        }
        return job.isTrue("ParameterizedJob") || job.get("ParameterizedJob").isObject()
                ? type + "/parameterized"
                : type;
    }
}
