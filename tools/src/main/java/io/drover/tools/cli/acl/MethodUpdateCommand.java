package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code acl auth-method update}: changes what the flags name. */
final class MethodUpdateCommand extends ApiCommand {
    MethodUpdateCommand() {
        super("acl auth-method update", "[options] <acl_auth_method_name>", "Changes an auth method.");
        MethodFlags.declare(flags);
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <acl_auth_method_name>");
        }
        final MethodFlags given = new MethodFlags(flags, ui());
        if (!given.isAnyGiven()) {
            return fail("Please provide at least one flag to update the ACL auth method");
        }
        final String path = "/v1/acl/auth-method/" + Query.segment(rest.get(0));
        final JsonObject method;
        try {
            method = api().get(path).toObject();
            given.check(false);
            given.apply(method);
        } catch (final ApiException e) {
            return fail("Error when retrieving ACL auth method", e);
        } catch (final FlagException e) {
            return fail(e.getMessage());
        }
        final Doc stored;
        try {
            stored = api().put(path, new Query(), method);
        } catch (final ApiException e) {
            return fail("Error updating ACL auth method", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(stored));
        }
        ui().output(MethodText.of(stored));
        return 0;
    }
}
