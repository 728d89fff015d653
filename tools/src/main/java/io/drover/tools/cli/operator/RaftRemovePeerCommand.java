package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code operator raft remove-peer}. */
final class RaftRemovePeerCommand extends ApiCommand {
    RaftRemovePeerCommand() {
        super("operator raft remove-peer", "[options]", "Removes a server that will not come back.");
        flags.text("peer-id", "id", "The identifier of the server, as list-peers shows it.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final String id = flags.text("peer-id");
        if (id.isEmpty()) {
            return fail("Missing peer id required");
        }
        try {
            api().delete("/v1/operator/raft/peer", new Query().with("id", id));
        } catch (final ApiException e) {
            return fail("Error removing peer", e);
        }
        ui().output("Removed peer with id \"" + id + "\"");
        return 0;
    }
}
