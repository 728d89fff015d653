package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code acl role info}. */
final class RoleInfoCommand extends ApiCommand {
    RoleInfoCommand() {
        super("acl role info", "[options] <acl_role_id>", "Shows one role.");
        flags.bool("by-name", "Takes the argument as the role's name.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <acl_role_id>");
        }
        final String path = flags.isOn("by-name") ? "/v1/acl/role/name/" : "/v1/acl/role/";
        final Doc role;
        try {
            role = api().get(path + Query.segment(rest.get(0)));
        } catch (final ApiException e) {
            return fail("Error reading ACL role", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(role));
        }
        ui().output(RoleText.of(role));
        return 0;
    }
}
