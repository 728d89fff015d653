package io.drover.tools.cli.node;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code node meta apply}. */
final class NodeMetaApplyCommand extends ApiCommand {
    NodeMetaApplyCommand() {
        super(
                "node meta apply",
                "[options] [-unset=<key,...>] <key>=<value>...",
                "Changes the metadata of a node while it runs. Without -node-id the asked agent's own node changes.");
        flags.text("node-id", "node", "The node to change.")
                .text("unset", "keys", "Keys to remove, separated by commas.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (flags.text("unset").isEmpty() && rest.isEmpty()) {
            return fail("Must specify -unset or at least 1 key=value pair");
        }
        final String given = flags.text("node-id");
        final String nodeId = given.isEmpty()
                ? ""
                : Nodes.find(api(), given, "Error querying node").text("ID");
        final JsonObject meta = new JsonObject();
        for (final String key : flags.text("unset").split(",")) {
            if (!key.isEmpty()) {
                meta.putNull(key);
            }
        }
        for (final String pair : rest) {
            final int equals = pair.indexOf('=');
            meta.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        final JsonObject body = new JsonObject();
        body.put("NodeID", nodeId);
        body.put("Meta", meta);
        try {
            api().call("POST", "/v1/client/metadata", new Query().with("node_id", nodeId), body);
        } catch (final ApiException e) {
            return fail("Error applying dynamic node metadata", e);
        }
        return 0;
    }
}
