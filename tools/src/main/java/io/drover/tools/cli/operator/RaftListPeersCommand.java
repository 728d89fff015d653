package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** {@code operator raft list-peers}. */
final class RaftListPeersCommand extends ApiCommand {
    RaftListPeersCommand() {
        super(
                "operator raft list-peers",
                "[options]",
                "Lists the servers that agree on the state, and which of them leads.");
        flags.bool("stale", "Accepts the answer of a server that does not lead.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc servers;
        try {
            servers = api().get("/v1/operator/raft/configuration", new Query().when(flags.isOn("stale"), "stale"))
                    .get("Servers");
        } catch (final ApiException e) {
            return fail("Error getting peers: Failed to retrieve raft configuration", e);
        }
        final Table table = new Table("Node", "ID", "Address", "State", "Voter", "RaftProtocol");
        for (final Doc server : servers.items()) {
            table.row(
                    server.text("Node"),
                    server.text("ID"),
                    server.text("Address"),
                    server.isTrue("Leader") ? "leader" : "follower",
                    Boolean.toString(server.isTrue("Voter")),
                    server.text("RaftProtocol"));
        }
        ui().output(table.toString());
        return 0;
    }
}
