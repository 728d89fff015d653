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

/** {@code acl auth-method create}. */
final class MethodCreateCommand extends ApiCommand {
    MethodCreateCommand() {
        super(
                "acl auth-method create",
                "[options]",
                "Creates an auth method: a way to get a token for another one's proof.");
        flags.text("name", "name", "The name of the method.");
        MethodFlags.declare(flags);
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        if (flags.text("name").isEmpty()) {
            return fail("ACL auth method name must be specified using the -name flag");
        }
        final MethodFlags given = new MethodFlags(flags, ui());
        final JsonObject method = new JsonObject().put("Name", flags.text("name"));
        try {
            given.check(true);
            given.apply(method);
        } catch (final FlagException e) {
            return fail(e.getMessage());
        }
        final Doc stored;
        try {
            stored = api().put("/v1/acl/auth-method", new Query(), method);
        } catch (final ApiException e) {
            return fail("Error creating ACL auth method", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(stored));
        }
        ui().output(MethodText.of(stored));
        return 0;
    }
}
