package io.drover.tools.cli.node;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Durations;
import java.util.List;

/** {@code node intro create}. */
final class NodeIntroCreateCommand extends ApiCommand {
    NodeIntroCreateCommand() {
        super(
                "node intro create",
                "[options]",
                "Makes a signed token that introduces a client to the cluster, and prints it.");
        flags.text("node-name", "name", "The name that the client has. Default = any.")
                .text("node-pool", "pool", "The pool that the client joins. Default = \"default\".")
                .text("ttl", "duration", "How long the token counts, at most 30 minutes. Default = 5 minutes.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final JsonObject wanted =
                new JsonObject().put("NodeName", flags.text("node-name")).put("NodePool", flags.text("node-pool"));
        if (!flags.text("ttl").isEmpty()) {
            try {
                Durations.parse(flags.text("ttl"));
            } catch (final IllegalArgumentException e) {
                return fail("Error parsing TTL: " + e.getMessage());
            }
            wanted.put("TTL", flags.text("ttl"));
        }
        final Doc made;
        try {
            made = api().put("/v1/acl/identity/client-introduction-token", new Query(), wanted);
        } catch (final ApiException e) {
            return fail("Error generating introduction token", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), made);
        }
        ui().output("Successfully generated client introduction token:");
        ui().output("");
        ui().output(made.text("JWT"));
        return 0;
    }
}
