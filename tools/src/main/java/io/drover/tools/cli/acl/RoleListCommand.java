package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** {@code acl role list}. */
final class RoleListCommand extends ApiCommand {
    RoleListCommand() {
        super("acl role list", "[options]", "Lists the roles.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc roles;
        try {
            roles = api().get("/v1/acl/roles");
        } catch (final ApiException e) {
            return fail("Error listing ACL roles", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), roles);
        }
        if (roles.size() == 0) {
            ui().output("No ACL roles found");
            return 0;
        }
        final Table table = new Table("ID", "Name", "Description", "Policies");
        for (final Doc role : roles.items()) {
            table.row(
                    role.text("ID"),
                    role.text("Name"),
                    role.text("Description"),
                    String.join(",", RoleText.policies(role)));
        }
        ui().output(table.toString());
        return 0;
    }
}
