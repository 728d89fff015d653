package io.drover.tools.cli.scaling;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.KeyValues;
import java.util.ArrayList;
import java.util.List;

/** {@code scaling policy info}. */
final class ScalingPolicyInfoCommand extends ApiCommand {
    ScalingPolicyInfoCommand() {
        super("scaling policy info", "[options] <policy_id>", "Shows one scaling policy.");
        flags.bool("verbose", "Prints whole ids.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty() && Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), api().get("/v1/scaling/policies"));
        }
        if (rest.size() != 1) {
            return usageError("This command takes one of the following argument conditions:\n"
                    + " * A single <policy_id>\n * No arguments, with output format specified");
        }
        final List<Doc> found = new ArrayList<>();
        try {
            for (final Doc policy : api().get("/v1/scaling/policies").items()) {
                if (policy.text("ID").startsWith(rest.get(0))) {
                    found.add(policy);
                }
            }
        } catch (final ApiException e) {
            return fail("Error querying scaling policy", e);
        }
        if (found.isEmpty()) {
            return fail("Error querying scaling policy: no scaling policies with prefix or ID \"" + rest.get(0)
                    + "\" found");
        }
        if (found.size() > 1) {
            return fail("Prefix matched multiple scaling policies\n\n"
                    + ScalingPolicyListCommand.table(Doc.of(found), flags.isOn("verbose")));
        }
        final Doc policy;
        try {
            policy =
                    api().get("/v1/scaling/policy/" + Query.segment(found.get(0).text("ID")));
        } catch (final ApiException e) {
            return fail("Error querying scaling policy", e);
        }
        if (Formats.isWanted(flags)) {
            // Clients of the reference read a namespace of the policy itself, which is always empty.
            return Formats.print(flags, ui(), Doc.of(policy.toObject().put("Namespace", "")));
        }
        ui().output(new KeyValues()
                .add("ID", Ids.of(policy.text("ID"), flags.isOn("verbose")))
                .add("Enabled", policy.isTrue("Enabled"))
                .add("Target", ScalingPolicyListCommand.target(policy))
                .add("Min", policy.number("Min"))
                .add("Max", policy.number("Max"))
                .toString());
        ui().output("\nPolicy:\n" + policy.get("Policy").pretty());
        return 0;
    }
}
