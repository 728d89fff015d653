package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Jobs;
import java.util.List;

/** {@code job revert}. */
final class JobRevertCommand extends ApiCommand {
    JobRevertCommand() {
        super(
                "job revert",
                "[options] <job> <version|tag>",
                "Runs an older version of a job again, by its number or its tag.");
        flags.bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 2) {
            return usageError("This command takes two arguments: <job> <version|tag>");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final String evalId;
        try {
            final JsonObject body = new JsonObject();
            body.put("JobID", job.text("ID"));
            body.put("JobVersion", version(job, rest.get(1)));
            body.putNull("EnforcePriorVersion");
            evalId = api().put(Jobs.path(job, "/revert"), Jobs.in(job), body).text("EvalID");
        } catch (final ApiException e) {
            return fail("Error retrieving job versions", e);
        }
        return Follow.evaluation(flags, ui(), settings(), job, evalId);
    }

    private long version(final Doc job, final String numberOrTag) throws ApiException {
        try {
            return Long.parseUnsignedLong(numberOrTag);
        } catch (final NumberFormatException e) {
            for (final Doc version : api().get(Jobs.path(job, "/versions"), Jobs.in(job))
                    .get("Versions")
                    .items()) {
                if (version.get("VersionTag").text("Name").equals(numberOrTag)) {
                    return version.number("Version");
                }
            }
            throw ApiException.transport("version tag " + numberOrTag + " not found for job " + job.text("ID"));
        }
    }
}
