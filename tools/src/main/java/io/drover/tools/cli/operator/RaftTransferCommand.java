package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code operator raft transfer-leadership}. */
final class RaftTransferCommand extends ApiCommand {
    RaftTransferCommand() {
        super("operator raft transfer-leadership", "[options]", "Makes another server the leader.");
        flags.text("peer-id", "id", "The identifier of that server, as list-peers shows it.")
                .text("peer-address", "ip:port", "The address of that server, as list-peers shows it.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final String id = flags.text("peer-id");
        final String address = flags.text("peer-address");
        if (id.isEmpty() && address.isEmpty()) {
            return fail("Error transferring leadership to peer: an address or id is required for the destination peer");
        }
        if (!id.isEmpty() && !address.isEmpty()) {
            return fail("Error transferring leadership to peer: cannot give both an address and id");
        }
        try {
            api().put(
                            "/v1/operator/raft/transfer-leadership",
                            new Query().with("id", id).with("address", address),
                            null);
        } catch (final ApiException e) {
            return fail("Error transferring leadership to peer", e);
        }
        ui().output("Transferred leadership to peer with " + (id.isEmpty() ? "address " + address : "id " + id));
        return 0;
    }
}
