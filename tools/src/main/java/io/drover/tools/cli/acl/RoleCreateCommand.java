package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code acl role create}. */
final class RoleCreateCommand extends ApiCommand {
    RoleCreateCommand() {
        super("acl role create", "[options]", "Creates a role that carries policies.");
        flags.text("name", "name", "The name of the role.")
                .text("description", "text", "What the role is for.")
                .list("policy", "name", "A policy of the role. May be given several times.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        if (flags.text("name").isEmpty()) {
            return fail("ACL role name must be specified using the -name flag");
        }
        if (flags.list("policy").isEmpty()) {
            return fail("At least one policy name must be specified using the -policy flag");
        }
        final JsonObject role = new JsonObject()
                .put("Name", flags.text("name"))
                .put("Description", flags.text("description"))
                .put("Policies", RoleText.links(flags.list("policy")));
        final Doc stored;
        try {
            stored = api().put("/v1/acl/role", new Query(), role);
        } catch (final ApiException e) {
            return fail("Error creating ACL role", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(stored));
        }
        ui().output(RoleText.of(stored));
        return 0;
    }
}
