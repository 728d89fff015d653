package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.KeyValues;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code node identity get}. */
final class NodeIdentityGetCommand extends ApiCommand {
    private static final Set<String> TIMES = Set.of("exp", "iat", "nbf");

    NodeIdentityGetCommand() {
        super(
                "node identity get",
                "[options] [<node_id>]",
                "Shows what the signed identity of a node says. Default = the asked agent's own node.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes no arguments or one: <node_id>");
        }
        final String nodeId = rest.isEmpty()
                ? ""
                : Nodes.find(api(), rest.get(0), "Error querying node").text("ID");
        final Doc identity;
        try {
            identity = api().get("/v1/client/identity", new Query().with("node_id", nodeId));
        } catch (final ApiException e) {
            return fail("Error requesting node identity", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), identity);
        }
        final KeyValues text = new KeyValues();
        for (final Map.Entry<String, Doc> claim :
                identity.get("Claims").fields().entrySet()) {
            final boolean isTime = TIMES.contains(claim.getKey());
            text.add(
                    "Claim " + claim.getKey(),
                    isTime
                            ? Long.toString(claim.getValue().number())
                            : claim.getValue().text());
        }
        ui().output(text.toString());
        return 0;
    }
}
