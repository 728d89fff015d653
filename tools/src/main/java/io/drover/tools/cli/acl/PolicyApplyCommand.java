package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.io.IOException;
import java.util.List;

/** {@code acl policy apply}. */
final class PolicyApplyCommand extends ApiCommand {
    PolicyApplyCommand() {
        super(
                "acl policy apply",
                "[options] <name> <path>",
                "Creates or updates a policy from rules in a file or, with a dash, on standard input. With -job the policy goes"
                        + " to the tasks of a job.");
        flags.text("description", "text", "What the policy is for.")
                .text("job", "job", "Gives the policy to the tasks of that job.")
                .text("group", "group", "With -job, only to those of that task group.")
                .text("task", "task", "With -job and -group, only to that task.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 2) {
            return usageError("This command takes two arguments: <name> and <path>");
        }
        if (!flags.text("group").isEmpty() && flags.text("job").isEmpty()) {
            return fail("-job is required if -group is set");
        }
        if (!flags.text("task").isEmpty() && flags.text("group").isEmpty()) {
            return fail("-group is required if -task is set");
        }
        final String name = rest.get(0);
        final JsonObject policy = new JsonObject().put("Name", name).put("Description", flags.text("description"));
        try {
            policy.put("Rules", Sources.read(rest.get(1), ui()));
        } catch (final IOException e) {
            return fail("Failed to read file: open " + rest.get(1) + ": " + e.getMessage());
        }
        if (!flags.text("job").isEmpty()) {
            policy.put("JobACL", workload());
        }
        try {
            api().put("/v1/acl/policy/" + Query.segment(name), new Query(), policy);
        } catch (final ApiException e) {
            return fail("Error writing ACL policy", e);
        }
        ui().output("Successfully wrote " + Quote.of(name) + " ACL policy!");
        return 0;
    }

    private JsonObject workload() {
        final String namespace = settings().namespace();
        return new JsonObject()
                .put("Namespace", namespace.isEmpty() ? "default" : namespace)
                .put("JobID", flags.text("job"))
                .put("Group", flags.text("group"))
                .put("Task", flags.text("task"));
    }
}
