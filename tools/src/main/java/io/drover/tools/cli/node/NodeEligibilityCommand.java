package io.drover.tools.cli.node;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code node eligibility}. */
final class NodeEligibilityCommand extends ApiCommand {
    NodeEligibilityCommand() {
        super(
                "node eligibility",
                "[options] <node>",
                "Allows or forbids that new work is placed on a node. Running work stays.");
        flags.bool("disable", "Forbids new work.")
                .bool("enable", "Allows new work.")
                .bool("self", "Changes the node that the asked agent is.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (flags.isOn("enable") == flags.isOn("disable")) {
            return usageError("Either the '-enable' or '-disable' flag must be set");
        }
        if (flags.isOn("self") ? !rest.isEmpty() : rest.size() != 1) {
            return usageError("Node ID must be specified if -self isn't being used");
        }
        final String nodeId = flags.isOn("self")
                ? Nodes.self(api())
                : Nodes.find(api(), rest.get(0), "Error updating scheduling eligibility")
                        .text("ID");
        final String value = flags.isOn("enable") ? "eligible" : "ineligible";
        final JsonObject body = new JsonObject();
        body.put("NodeID", nodeId);
        body.put("Eligibility", value);
        try {
            api().put("/v1/node/" + nodeId + "/eligibility", new Query(), body);
        } catch (final ApiException e) {
            return fail("Error updating scheduling eligibility", e);
        }
        ui().output("Node " + Quote.of(nodeId) + " scheduling eligibility set: " + value + " for scheduling");
        return 0;
    }
}
