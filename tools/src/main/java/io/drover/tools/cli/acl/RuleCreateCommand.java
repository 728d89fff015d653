package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code acl binding-rule create}. */
final class RuleCreateCommand extends ApiCommand {
    RuleCreateCommand() {
        super(
                "acl binding-rule create",
                "[options]",
                "Creates a binding rule: what a login through an auth method is allowed.");
        flags.text("auth-method", "name", "The auth method whose logins it is about.");
        RuleFlags.declare(flags);
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        if (flags.text("auth-method").isEmpty()) {
            return fail("ACL binding rule auth method must be specified using the -auth-method flag");
        }
        if (flags.text("bind-type").isEmpty()) {
            return fail("ACL binding rule bind type must be specified using the -bind-type flag");
        }
        final JsonObject rule = new JsonObject().put("AuthMethod", flags.text("auth-method"));
        RuleFlags.apply(flags, rule, true);
        final Doc stored;
        try {
            stored = api().put("/v1/acl/binding-rule", new Query(), rule);
        } catch (final ApiException e) {
            return fail("Error creating ACL binding rule", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(stored));
        }
        ui().output(RuleText.of(stored));
        return 0;
    }
}
