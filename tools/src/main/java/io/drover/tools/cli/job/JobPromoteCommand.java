package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code job promote}. */
final class JobPromoteCommand extends ApiCommand {
    JobPromoteCommand() {
        super(
                "job promote",
                "[options] <job id>",
                "Accepts the canaries of a job's latest deployment, of all task groups or of those named.");
        flags.list("group", "group", "A task group to promote. May be given several times.")
                .bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job id>");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final Doc deployment;
        try {
            deployment = api().get(Jobs.path(job, "/deployment"), Jobs.in(job));
        } catch (final ApiException e) {
            return fail("Error retrieving job deployments", e);
        }
        if (deployment.isNull()) {
            return fail("Job " + Quote.of(job.text("ID")) + " has no deployment to promote");
        }
        final JsonObject body = new JsonObject();
        body.put("DeploymentID", deployment.text("ID"));
        body.put("All", flags.list("group").isEmpty());
        body.put("Groups", JsonArray.ofStrings(flags.list("group")));
        final String evalId;
        try {
            final String path = "/v1/deployment/promote/" + deployment.text("ID");
            evalId = api().put(path, Jobs.in(job), body).text("EvalID");
        } catch (final ApiException e) {
            return fail(
                    "Error promoting deployment " + Quote.of(deployment.text("ID")) + " for job "
                            + Quote.of(job.text("ID")),
                    e);
        }
        return Follow.evaluation(flags, ui(), settings(), job, evalId);
    }
}
