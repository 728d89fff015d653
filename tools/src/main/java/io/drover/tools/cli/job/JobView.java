package io.drover.tools.cli.job;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.AllocTable;
import io.drover.tools.cli.show.DeploymentText;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.show.PlacementText;
import io.drover.tools.cli.show.Sorted;
import io.drover.tools.cli.text.Durations;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sections below the head of a job's view. */
final class JobView {
    private final Api api;
    private final Ui ui;
    private final boolean isLong;

    JobView(final Api api, final Ui ui, final boolean isLong) {
        this.api = api;
        this.ui = ui;
        this.isLong = isLong;
    }

    void show(final Doc job, final boolean hasEvals, final boolean hasAllAllocs) throws ApiException {
        if (job.get("ParameterizedJob").isObject() && !job.isTrue("Dispatched")) {
            showParameterized(job);
        } else if (job.get("Periodic").isObject()) {
            showChildren(job, "Children Job Summary");
            showLaunched(job, "/periodic-", "Previously Launched Jobs", "No instances of periodic job found");
        } else {
            showRunning(job, hasEvals, hasAllAllocs);
        }
    }

    private void showParameterized(final Doc job) throws ApiException {
        final Doc parameters = job.get("ParameterizedJob");
        section(
                "Parameterized Job",
                new KeyValues()
                        .add("Payload", parameters.text("Payload"))
                        .add(
                                "Required Metadata",
                                String.join(", ", parameters.get("MetaRequired").texts()))
                        .add(
                                "Optional Metadata",
                                String.join(", ", parameters.get("MetaOptional").texts()))
                        .toString());
        showChildren(job, "Parameterized Job Summary");
        showLaunched(job, "/dispatch-", "Dispatched Jobs", "No dispatched instances of parameterized job found");
    }

    private void showChildren(final Doc job, final String title) throws ApiException {
        final Doc children = api.get(Jobs.path(job, "/summary")).get("Children");
        final Table table = new Table("Pending", "Running", "Dead");
        table.row(
                Long.toString(children.number("Pending")),
                Long.toString(children.number("Running")),
                Long.toString(children.number("Dead")));
        section(title, table.toString());
    }

    private void showLaunched(final Doc job, final String infix, final String title, final String none)
            throws ApiException {
        final Doc children = api.get("/v1/jobs", new Query().with("prefix", job.text("ID") + infix));
        final Table table = new Table("ID", "Status");
        for (final Doc child : children.items()) {
            if (child.text("ParentID").equals(job.text("ID"))) {
                table.row(child.text("ID"), child.text("Status"));
            }
        }
        if (table.rowCount() == 0) {
            ui.output('\n' + none);
        } else {
            section(title, table.toString());
        }
    }

    private void showRunning(final Doc job, final boolean hasEvals, final boolean hasAllAllocs) throws ApiException {
        final Query allQuery = new Query().with("all", Boolean.toString(hasAllAllocs));
        final List<Doc> allocs = Sorted.newestFirst(api.get(Jobs.path(job, "/allocations"), allQuery));
        final List<Doc> evals = Sorted.newestFirst(api.get(Jobs.path(job, "/evaluations")));
        final Doc deployment = api.get(Jobs.path(job, "/deployment"));
        section("Summary", summary(api.get(Jobs.path(job, "/summary"))));
        if (hasEvals || isLong) {
            section("Evaluations", evaluations(evals));
        }
        showPlacementFailures(evals);
        showFutureTries(job, allocs);
        if (!deployment.isNull()) {
            section("Latest Deployment", DeploymentText.brief(ui, deployment, isLong));
        }
        showActions(job);
        section("Allocations", AllocTable.of(allocs, isLong));
    }

    private static String summary(final Doc summary) {
        final Table table =
                new Table("Task Group", "Queued", "Starting", "Running", "Failed", "Complete", "Lost", "Unknown");
        for (final Map.Entry<String, Doc> entry :
                summary.get("Summary").fields().entrySet()) {
            final Doc group = entry.getValue();
            table.row(
                    entry.getKey(),
                    Long.toString(group.number("Queued")),
                    Long.toString(group.number("Starting")),
                    Long.toString(group.number("Running")),
                    Long.toString(group.number("Failed")),
                    Long.toString(group.number("Complete")),
                    Long.toString(group.number("Lost")),
                    Long.toString(group.number("Unknown")));
        }
        return table.toString();
    }

    private String evaluations(final List<Doc> evals) {
        final Table table = new Table("ID", "Priority", "Triggered By", "Status", "Placement Failures");
        for (final Doc eval : evals) {
            table.row(
                    Ids.of(eval.text("ID"), isLong),
                    eval.text("Priority"),
                    eval.text("TriggeredBy"),
                    eval.text("Status"),
                    eval.text("Status").equals("blocked")
                            ? "N/A - In Progress"
                            : Boolean.toString(eval.get("FailedTGAllocs").size() > 0));
        }
        return table.toString();
    }

    /** Shows why the job waits for room: the reasons of the newest evaluation with failures, while one is blocked. */
    private void showPlacementFailures(final List<Doc> evals) {
        boolean isBlocked = false;
        Doc failed = Doc.ABSENT;
        for (final Doc eval : evals) {
            isBlocked |= eval.text("Status").equals("blocked");
            if (failed.isNull() && eval.get("FailedTGAllocs").size() > 0) {
                failed = eval.get("FailedTGAllocs");
            }
        }
        if (!isBlocked || failed.isNull()) {
            return;
        }
        final List<String> groups = new ArrayList<>();
        for (final Map.Entry<String, Doc> entry : failed.fields().entrySet()) {
            groups.add(
                    "Task Group " + Quote.of(entry.getKey()) + ":\n" + PlacementText.reasons(entry.getValue(), "  "));
        }
        section("Placement Failure", String.join("\n\n", groups));
    }

    /** Shows which groups will be placed again, and when. */
    private void showFutureTries(final Doc job, final List<Doc> allocs) {
        final Table table = new Table("Task Group", "Reschedule Policy", "Eval ID", "Eval Time");
        for (final Doc alloc : allocs) {
            final String evalId = alloc.text("FollowupEvalID");
            if (evalId.isEmpty()) {
                continue;
            }
            final long time = waitUntil(evalId);
            if (time > Times.now()) {
                table.row(
                        alloc.text("TaskGroup"),
                        policy(job, alloc.text("TaskGroup")),
                        Ids.of(evalId, isLong),
                        Times.age(time, Times.now()));
            }
        }
        if (table.rowCount() > 0) {
            section("Future Rescheduling Attempts", table.toString());
        }
    }

    private long waitUntil(final String evalId) {
        try {
            return Times.parse(api.get("/v1/evaluation/" + evalId).text("WaitUntil"));
        } catch (final ApiException e) {
            return 0;
        }
    }

    private static String policy(final Doc job, final String groupName) {
        for (final Doc group : job.get("TaskGroups").items()) {
            if (group.text("Name").equals(groupName)) {
                final Doc policy = group.get("ReschedulePolicy");
                return policy.isTrue("Unlimited")
                        ? "unlimited with " + policy.text("DelayFunction") + " delay, max_delay = "
                                + Durations.format(policy.number("MaxDelay"))
                        : policy.number("Attempts") + " in " + Durations.format(policy.number("Interval"));
            }
        }
        return "";
    }

    private void showActions(final Doc job) {
        final Table table = new Table("Action Name", "Task Group", "Task");
        for (final Doc group : job.get("TaskGroups").items()) {
            for (final Doc task : group.get("Tasks").items()) {
                for (final Doc action : task.get("Actions").items()) {
                    table.row(action.text("Name"), group.text("Name"), task.text("Name"));
                }
            }
        }
        if (table.rowCount() > 0) {
            section("Actions", table.toString());
        }
    }

    private void section(final String title, final String text) {
        ui.output('\n' + ui.bold(title));
        ui.output(text);
    }
}
