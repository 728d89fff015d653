package io.drover.tools.cli.node;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;

/** Finds the node that a user means. */
final class Nodes {
    private Nodes() {}

    /** The list entry of the node whose identifier begins so. Failures start with the introduction. */
    static Doc find(final Api api, final String prefix, final String introduction) throws ApiException {
        if (prefix.length() == 1) {
            throw ApiException.transport("Identifier must contain at least two characters.");
        }
        final Doc found;
        try {
            found = api.get("/v1/nodes", new Query().with("prefix", Ids.prefix(prefix)));
        } catch (final ApiException e) {
            throw ApiException.transport(introduction + ": " + e.getMessage());
        }
        if (found.size() == 0) {
            throw ApiException.transport("No node(s) with prefix \"" + prefix + "\" found");
        }
        if (found.size() > 1) {
            throw ApiException.transport(
                    "Prefix matched multiple nodes\n\n" + NodeTable.of(found.items(), new NodeTable.Columns()));
        }
        return found.at(0);
    }

    /** The identifier of the node that the asked agent is. */
    static String self(final Api api) throws ApiException {
        final Doc self;
        try {
            self = api.get("/v1/agent/self");
        } catch (final ApiException e) {
            throw ApiException.transport("Error querying agent info: failed querying self endpoint: " + e.getMessage());
        }
        final String id = self.get("stats").get("client").text("node_id");
        if (id.isEmpty()) {
            throw ApiException.transport("Error querying agent info: the agent is not a client");
        }
        return id;
    }
}
