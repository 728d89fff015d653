package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.EvalMonitor;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Ids;
import java.util.List;

/** {@code job eval}. */
final class JobEvalCommand extends ApiCommand {
    JobEvalCommand() {
        super("job eval", "[options] <job_id>", "Evaluates a job again, as if it had changed.");
        flags.bool("force-reschedule", "Places failed allocations again, also those that should wait.")
                .bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final JsonObject options = new JsonObject();
        options.put("ForceReschedule", flags.isOn("force-reschedule"));
        final JsonObject body = new JsonObject();
        body.put("JobID", job.text("ID"));
        body.put("EvalOptions", options);
        final String evalId;
        try {
            evalId = api().put(Jobs.path(job, "/evaluate"), Jobs.in(job), body).text("EvalID");
        } catch (final ApiException e) {
            return fail("Error evaluating job", e);
        }
        if (flags.isOn("detach")) {
            ui().output("Created eval ID: \"" + Ids.of(evalId, flags.isOn("verbose")) + "\" ");
            return 0;
        }
        final Api target = new Api(Jobs.settings(settings(), job));
        return new EvalMonitor(target, ui(), flags.isOn("verbose")).follow(evalId);
    }
}
