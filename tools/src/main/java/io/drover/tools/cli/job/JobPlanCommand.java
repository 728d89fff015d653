package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Program;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.show.PlacementText;
import io.drover.tools.cli.text.Table;
import java.util.List;
import java.util.Map;

/** {@code job plan}: what a job file would change, without changing it. */
final class JobPlanCommand extends ApiCommand {
    private static final int CHANGES = 1;
    private static final int ERROR = 255;

    private static final String ABOUT_INDEX = """
            When running the job with the check-index flag, the job will only be run if the
            job modify index given matches the server-side version. If the index has
            changed, another user has modified the job and the plan's results are
            potentially invalid.""";

    JobPlanCommand() {
        super(
                "job plan",
                "[options] <path>",
                "Shows what running a job file would change. Exits with 0 when no allocation would be created or destroyed, with"
                        + " 1 when some would, and with 255 on errors.");
        flags.boolOn("diff", "Shows the difference to the running job. Default = true.")
                .bool("policy-override", "Is accepted for compatibility and has no effect.")
                .text("vault-namespace", "namespace", "The Vault namespace of the job.")
                .bool("json-output", "Prints the plan as JSON.")
                .text("t", "template", "Prints the plan through a Go template.")
                .bool("verbose", "Shows all fields of new jobs, groups and tasks.");
        JobSource.declare(flags);
    }

    @Override
    protected int usageExit() {
        return ERROR;
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <path>");
        }
        final String path = rest.get(0);
        final JobSource source;
        try {
            source = JobSource.read(path, flags, ui());
        } catch (final JobFileException e) {
            return fail("Error getting job struct: " + e.getMessage());
        }
        final JsonObject request = new JsonObject();
        request.put("Job", source.job().value());
        request.put("Diff", true);
        request.put("PolicyOverride", flags.isOn("policy-override"));
        final Doc plan;
        try {
            plan = api(JobRunCommand.placeOf(settings(), source.job()))
                    .put(Jobs.path(source.jobId(), "/plan"), new Query(), request);
        } catch (final ApiException e) {
            return fail("Error during plan", e);
        }
        if (!flags.text("t").isEmpty()) {
            return Formats.printTemplate(flags.text("t"), ui(), plan, "") == 0 ? exit(plan) : ERROR;
        }
        if (flags.isOn("json-output")) {
            ui().output(plan.pretty());
        } else {
            show(plan, path);
        }
        return exit(plan);
    }

    private void show(final Doc plan, final String path) {
        if (flags.isOn("diff") && !plan.get("Diff").isNull()) {
            ui().output(new DiffText(ui(), flags.isOn("verbose")).job(plan.get("Diff")) + "\n");
        }
        ui().output(ui().bold("Scheduler dry-run:"));
        ui().output(dryRun(plan) + preemptions(plan) + "\n");
        if (!plan.text("Warnings").isEmpty()) {
            ui().output(ui().bold("Job Warnings:\n" + plan.text("Warnings")) + "\n");
        }
        final long index = plan.number("JobModifyIndex");
        final String namespace = flags.isGiven("namespace") ? "-namespace=" + flags.text("namespace") + ' ' : "";
        ui().output(ui().bold("Job Modify Index: " + index) + "\nTo submit the job with version verification run:\n\n"
                + Program.NAME + " job run -check-index " + index + ' ' + namespace + JobSource.repeatedFlags(flags)
                + path
                + "\n\n" + ABOUT_INDEX);
    }

    private String dryRun(final Doc plan) {
        final StringBuilder text = new StringBuilder();
        final Map<String, Doc> failed = plan.get("FailedTGAllocs").fields();
        if (failed.isEmpty()) {
            text.append(ui().paint("32", "- All tasks successfully allocated."));
        } else {
            text.append(ui().paint("33", "- WARNING: Failed to place all allocations."));
            for (final Map.Entry<String, Doc> entry : failed.entrySet()) {
                text.append("\n  ").append(PlacementText.heading(entry.getKey(), entry.getValue()));
                text.append('\n').append(PlacementText.reasons(entry.getValue(), "    "));
            }
        }
        final String launch = PeriodicLaunch.describe(plan);
        if (!launch.isEmpty()) {
            text.append("\n- If submitted now, next periodic launch would be at ")
                    .append(launch)
                    .append('.');
        }
        return text.toString();
    }

    private String preemptions(final Doc plan) {
        final Doc allocs = plan.get("Annotations").get("PreemptedAllocs");
        if (allocs.size() == 0) {
            return "";
        }
        final Table table = new Table("Alloc ID", "Job ID", "Task Group");
        for (final Doc alloc : allocs.items()) {
            table.row(alloc.text("ID"), alloc.text("JobID"), alloc.text("TaskGroup"));
        }
        return "\n\n" + ui().bold("Preemptions:") + "\n\n" + table;
    }

    private static int exit(final Doc plan) {
        if (plan.get("Diff").text("Type").equals("None")) {
            return 0;
        }
        for (final Doc updates :
                plan.get("Annotations").get("DesiredTGUpdates").fields().values()) {
            if (updates.number("Stop")
                            + updates.number("Place")
                            + updates.number("Migrate")
                            + updates.number("DestructiveUpdate")
                            + updates.number("Canary")
                    > 0) {
                return CHANGES;
            }
        }
        return 0;
    }
}
