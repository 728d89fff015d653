package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Jobs;
import java.util.List;
import java.util.Set;

/** {@code job scale}. */
final class JobScaleCommand extends ApiCommand {
    JobScaleCommand() {
        super(
                "job scale",
                "[options] <job> [<group>] <count>",
                "Changes the count of a task group. The group may be left out when the job has only one.");
        flags.integer("check-index", 0, "Changes it only when the job's modify index is this one.")
                .bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() < 2 || rest.size() > 3) {
            return fail("Command requires at least two arguments and no more than three");
        }
        final String countText = rest.get(rest.size() - 1);
        final long count;
        try {
            count = Integer.parseInt(countText);
        } catch (final NumberFormatException e) {
            return fail("Failed to convert count string to int: strconv.Atoi: parsing \"" + countText
                    + "\": invalid syntax");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final String group;
        try {
            group = group(job, rest);
        } catch (final ApiException e) {
            return fail(e.getMessage());
        }
        final String evalId;
        try {
            evalId = api().put(Jobs.path(job, "/scale"), Jobs.in(job), request(job, group, count))
                    .text("EvalID");
        } catch (final ApiException e) {
            return fail("Error submitting scaling request", e);
        }
        if (flags.isOn("detach")) {
            ui().output("Job scale successful");
        }
        return Follow.evaluation(flags, ui(), settings(), job, evalId);
    }

    private String group(final Doc job, final List<String> rest) throws ApiException {
        final Set<String> groups = api().get(Jobs.path(job, "/scale"), Jobs.in(job))
                .get("TaskGroups")
                .fields()
                .keySet();
        if (rest.size() == 2) {
            if (groups.size() != 1) {
                throw ApiException.transport("Group name required");
            }
            return groups.iterator().next();
        }
        if (!groups.contains(rest.get(1))) {
            throw ApiException.transport("Group " + rest.get(1) + " not found within job");
        }
        return rest.get(1);
    }

    private JsonObject request(final Doc job, final String group, final long count) {
        final JsonObject target = new JsonObject();
        target.put("Job", job.text("ID"));
        target.put("Group", group);
        final JsonObject request = new JsonObject();
        request.put("Count", count);
        request.put("Target", target);
        request.put("Message", "submitted using the Nomad CLI");
        if (flags.isGiven("check-index")) {
            request.put("EnforceIndex", true);
            request.put("JobModifyIndex", flags.number("check-index"));
        }
        return request;
    }
}
