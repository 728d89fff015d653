package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code acl role update}: changes what the flags name, or with {@code -no-merge} replaces the role. */
final class RoleUpdateCommand extends ApiCommand {
    RoleUpdateCommand() {
        super("acl role update", "[options] <acl_role_id>", "Changes a role. Policies are added to those that it has.");
        flags.text("name", "name", "The new name of the role.")
                .text("description", "text", "What the role is for.")
                .list("policy", "name", "A policy of the role. May be given several times.")
                .bool("no-merge", "Replaces the role instead of changing it.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <acl_role_id>");
        }
        if (!flags.isGiven("name") && !flags.isGiven("description") && !flags.isGiven("policy")) {
            return usageError("Please provide at least one flag to update the ACL role");
        }
        final String path = "/v1/acl/role/" + Query.segment(rest.get(0));
        final JsonObject role;
        try {
            final Doc current = api().get(path);
            role = flags.isOn("no-merge") ? new JsonObject().put("ID", current.text("ID")) : merged(current);
        } catch (final ApiException e) {
            return fail("Error reading ACL role", e);
        }
        if (flags.isOn("no-merge")) {
            role.put("Name", flags.text("name")).put("Description", flags.text("description"));
            role.put("Policies", RoleText.links(flags.list("policy")));
        }
        final Doc stored;
        try {
            stored = api().put(path, new Query(), role);
        } catch (final ApiException e) {
            return fail("Error updating ACL role", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(stored));
        }
        ui().output(RoleText.of(stored));
        return 0;
    }

    private JsonObject merged(final Doc current) {
        final JsonObject role = current.toObject();
        if (flags.isGiven("name")) {
            role.put("Name", flags.text("name"));
        }
        if (flags.isGiven("description")) {
            role.put("Description", flags.text("description"));
        }
        return role.put(
                "Policies", RoleText.links(TokenText.distinct(RoleText.policies(current), flags.list("policy"))));
    }
}
