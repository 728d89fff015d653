package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code acl binding-rule update}: changes what the flags name, or with {@code -no-merge} replaces the rule. */
final class RuleUpdateCommand extends ApiCommand {
    RuleUpdateCommand() {
        super("acl binding-rule update", "[options] <acl_binding_rule_id>", "Changes a binding rule.");
        RuleFlags.declare(flags);
        flags.bool("no-merge", "Replaces the rule instead of changing it.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <acl_binding_rule_id>");
        }
        if (!RuleFlags.isAnyGiven(flags)) {
            return usageError("Please provide at least one update for the ACL binding rule");
        }
        final String path = "/v1/acl/binding-rule/" + Query.segment(rest.get(0));
        final JsonObject rule;
        try {
            rule = api().get(path).toObject();
        } catch (final ApiException e) {
            return fail("Error when retrieving ACL binding rule", e);
        }
        RuleFlags.apply(flags, rule, flags.isOn("no-merge"));
        final Doc stored;
        try {
            stored = api().put(path, new Query(), rule);
        } catch (final ApiException e) {
            return fail("Error updating ACL binding rule", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(stored));
        }
        ui().output(RuleText.of(stored));
        return 0;
    }
}
