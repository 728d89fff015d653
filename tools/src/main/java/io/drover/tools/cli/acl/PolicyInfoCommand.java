package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.KeyValues;
import java.util.List;

/** {@code acl policy info}. */
final class PolicyInfoCommand extends ApiCommand {
    PolicyInfoCommand() {
        super("acl policy info", "[options] <name>", "Shows one policy and its rules.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <name>");
        }
        final Doc policy;
        try {
            policy = api().get("/v1/acl/policy/" + Query.segment(rest.get(0)));
        } catch (final ApiException e) {
            return fail("Error fetching info on ACL policy", e);
        }
        ui().output(new KeyValues()
                .add("Name", policy.text("Name"))
                .add("Description", policy.text("Description"))
                .add("CreateIndex", policy.number("CreateIndex"))
                .add("ModifyIndex", policy.number("ModifyIndex"))
                .toString());
        final Doc workload = policy.get("JobACL");
        if (!workload.isNull()) {
            ui().output('\n' + ui().bold("Associated Workload"));
            ui().output(new KeyValues()
                    .add("Namespace", workload.text("Namespace"))
                    .add("JobID", workload.text("JobID"))
                    .add("Group", workload.text("Group"))
                    .add("Task", workload.text("Task"))
                    .toString());
        }
        ui().output('\n' + ui().bold("Rules"));
        ui().output('\n' + policy.text("Rules"));
        return 0;
    }
}
