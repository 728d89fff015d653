package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code node identity renew}. */
final class NodeIdentityRenewCommand extends ApiCommand {
    NodeIdentityRenewCommand() {
        super(
                "node identity renew",
                "[options] [<node_id>]",
                "Lets a node get another signed identity. Default = the asked agent's own node.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes no arguments or one: <node_id>");
        }
        final String nodeId = rest.isEmpty()
                ? ""
                : Nodes.find(api(), rest.get(0), "Error querying node").text("ID");
        try {
            api().put("/v1/client/identity/renew", new Query().with("node_id", nodeId), null);
        } catch (final ApiException e) {
            return fail("Error requesting node identity renewal", e);
        }
        return 0;
    }
}
