package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.JobTable;
import io.drover.tools.cli.show.Jobs;
import java.util.ArrayList;
import java.util.List;

/** {@code job status}: the list of jobs, or one of them. */
final class JobStatusCommand extends ApiCommand {
    JobStatusCommand() {
        super(
                "status",
                "[options] <job>",
                "Lists the jobs, or shows the job of that name: its groups, its latest deployment and its allocations.");
        flags.bool("short", "Shows one job without groups, deployments and allocations.")
                .bool("evals", "Shows the evaluations of one job.")
                .bool("all-allocs", "Shows also allocations of an earlier job of that name.")
                .bool("verbose", "Shows whole identifiers, times and evaluations.")
                .bool("ui", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes either no arguments or one: <job>");
        }
        if (flags.isOn("json") && !flags.text("t").isEmpty()) {
            return fail("Both json and template formatting are not allowed");
        }
        return rest.isEmpty() ? list() : one(Jobs.find(api(), rest.get(0), Jobs.Only.ANY));
    }

    private int list() throws ApiException {
        final Doc jobs;
        try {
            jobs = api().get("/v1/jobs");
        } catch (final ApiException e) {
            return fail("Error querying jobs", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), details(jobs), "command.JobJson");
        }
        final boolean isWithNamespace = settings().namespace().equals("*");
        ui().output(jobs.size() == 0 ? "No running jobs" : JobTable.of(jobs, isWithNamespace));
        return 0;
    }

    private int one(final Doc entry) throws ApiException {
        final Api api = api(Jobs.settings(settings(), entry));
        final Doc job;
        try {
            job = api.get(Jobs.path(entry, ""));
        } catch (final ApiException e) {
            return fail("Error querying job", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Doc.of(List.of(detail(api, entry))), "command.JobJson");
        }
        ui().output(JobFacts.of(api, job));
        if (!flags.isOn("short")) {
            final JobView view = new JobView(api, ui(), flags.isOn("verbose"));
            view.show(job, flags.isOn("evals"), flags.isOn("all-allocs"));
        }
        return 0;
    }

    private Doc details(final Doc jobs) throws ApiException {
        final List<Doc> list = new ArrayList<>();
        for (final Doc job : jobs.items()) {
            list.add(detail(api(), job));
        }
        return Doc.of(list);
    }

    /** What {@code -json} prints of one job: its summary and everything that belongs to it. */
    private static Doc detail(final Api api, final Doc entry) throws ApiException {
        final JsonObject detail = new JsonObject();
        detail.put(
                "Summary", api.get(Jobs.path(entry, "/summary"), Jobs.in(entry)).value());
        detail.put(
                "Allocations",
                api.get(Jobs.path(entry, "/allocations"), Jobs.in(entry)).value());
        detail.put(
                "LatestDeployment",
                api.get(Jobs.path(entry, "/deployment"), Jobs.in(entry)).value());
        final Query evals = Jobs.in(entry);
        detail.put(
                "Evaluations", api.get(Jobs.path(entry, "/evaluations"), evals).value());
        return Doc.of(detail);
    }
}
