package io.drover.tools.cli.scaling;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Table;
import java.util.ArrayList;
import java.util.List;

/** {@code scaling policy list}. */
final class ScalingPolicyListCommand extends ApiCommand {
    ScalingPolicyListCommand() {
        super("scaling policy list", "[options]", "Lists scaling policies.");
        flags.bool("verbose", "Prints whole ids.")
                .text("type", "type", "Only policies of this type.")
                .text("job", "id", "Only policies of this job.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc policies;
        try {
            policies = api().get(
                            "/v1/scaling/policies",
                            new Query().with("type", flags.text("type")).with("job", flags.text("job")));
        } catch (final ApiException e) {
            return fail("Error listing scaling policies", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), policies);
        }
        ui().output(policies.size() == 0 ? "No policies found" : table(policies, flags.isOn("verbose")));
        return 0;
    }

    static String table(final Doc policies, final boolean isVerbose) {
        final Table table = new Table("ID", "Enabled", "Type", "Target");
        for (final Doc policy : policies.items()) {
            table.row(
                    Ids.of(policy.text("ID"), isVerbose),
                    Boolean.toString(policy.isTrue("Enabled")),
                    policy.text("Type"),
                    target(policy));
        }
        return table.toString();
    }

    /** Such as {@code Namespace:default,Job:web,Group:front}. */
    static String target(final Doc policy) {
        final List<String> parts = new ArrayList<>();
        for (final String name : List.of("Namespace", "Job", "Group", "Task")) {
            final String value = policy.get("Target").text(name);
            if (!value.isEmpty()) {
                parts.add(name + ":" + value);
            }
        }
        return String.join(",", parts);
    }
}
