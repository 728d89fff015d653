package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** {@code acl policy self}. */
final class PolicySelfCommand extends ApiCommand {
    private static final String UNKNOWN = "<unavailable>";

    PolicySelfCommand() {
        super("acl policy self", "[options]", "Lists the policies of the token in use.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc policies;
        try {
            if (api().get("/v1/acl/token/self").text("Type").equals("management")) {
                ui().output("This is a management token. No individual policies are assigned.");
                return 0;
            }
            policies = api().get("/v1/acl/policy/self");
        } catch (final ApiException e) {
            return fail("Error fetching WI policies", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), policies);
        }
        if (policies.size() == 0) {
            ui().output("No policies found for this identity.");
            return 0;
        }
        final Table table = new Table("Name", "Job ID", "Group Name", "Task Name");
        for (final Doc policy : policies.items()) {
            final Doc workload = policy.get("JobACL");
            table.row(
                    policy.text("Name"),
                    known(workload.text("JobID")),
                    known(workload.text("Group")),
                    known(workload.text("Task")));
        }
        ui().output(table.toString());
        return 0;
    }

    private static String known(final String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }
}
