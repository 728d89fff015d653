package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** {@code acl policy list}. */
final class PolicyListCommand extends ApiCommand {
    PolicyListCommand() {
        super("acl policy list", "[options]", "Lists the policies.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc policies;
        try {
            policies = api().get("/v1/acl/policies");
        } catch (final ApiException e) {
            return fail("Error listing ACL policies", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.ofAll(policies.items()));
        }
        if (policies.size() == 0) {
            ui().output("No policies found");
            return 0;
        }
        final Table table = new Table("Name", "Description");
        for (final Doc policy : policies.items()) {
            table.row(policy.text("Name"), policy.text("Description"));
        }
        ui().output(table.toString());
        return 0;
    }
}
