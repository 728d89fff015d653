package io.drover.tools.cli;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;

/** Whose log is meant. */
final class MonitorTarget {
    private MonitorTarget() {}

    /** Adds the target to a query; false, with a message, when there is no such node. */
    static boolean addTo(
            final Query query, final String nodePrefix, final String serverId, final Api api, final Ui ui) {
        if (!nodePrefix.isEmpty()) {
            if (nodePrefix.length() == 1) {
                ui.error("==> Node ID must contain at least two characters.");
                return false;
            }
            final Doc nodes;
            try {
                nodes = api.get("/v1/nodes", new Query().with("prefix", Ids.prefix(nodePrefix)));
            } catch (final ApiException e) {
                ui.error("==> Error querying node: " + e.getMessage());
                return false;
            }
            if (nodes.size() != 1) {
                ui.error(
                        nodes.size() == 0
                                ? "==> No node(s) with prefix or id \"" + nodePrefix + "\" found"
                                : "==> Prefix matched multiple nodes");
                return false;
            }
            query.with("node_id", nodes.at(0).text("ID"));
        }
        query.with("server_id", serverId);
        return true;
    }
}
