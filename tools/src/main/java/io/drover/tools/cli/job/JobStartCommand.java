package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code job start}. */
final class JobStartCommand extends ApiCommand {
    JobStartCommand() {
        super("job start", "[options] <job>", "Starts a stopped job again, as it was.");
        flags.bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final Doc entry = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final String evalId;
        try {
            final Doc job = api().get(Jobs.path(entry, ""), Jobs.in(entry));
            if (!job.isTrue("Stop")) {
                return fail("Job " + Quote.of(job.text("ID")) + " has not been stopped");
            }
            final Query submissionQuery = Jobs.in(entry).with("version", Long.toString(job.number("Version")));
            final JsonObject request = new JsonObject();
            request.put("Job", started(job));
            request.put("Submission", submission(entry, submissionQuery).value());
            evalId = api().put("/v1/jobs", Jobs.in(entry), request).text("EvalID");
        } catch (final ApiException e) {
            return fail("Error starting job " + Quote.of(entry.text("ID")), e);
        }
        if (flags.isOn("detach")) {
            ui().output("Job start successful");
        }
        return Follow.evaluation(flags, ui(), settings(), entry, evalId);
    }

    /** How the job was written, when the server still knows. */
    private Doc submission(final Doc job, final Query query) throws ApiException {
        try {
            return api().get(Jobs.path(job, "/submission"), query);
        } catch (final ApiException e) {
            return Doc.ABSENT;
        }
    }

    private static JsonObject started(final Doc job) {
        final JsonObject fields = job.toObject();
        fields.put("Stop", false);
        return fields;
    }
}
