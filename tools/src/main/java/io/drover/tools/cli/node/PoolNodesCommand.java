package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Paging;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code node pool nodes}. */
final class PoolNodesCommand extends ApiCommand {
    PoolNodesCommand() {
        super("node pool nodes", "[options] <node-pool>", "Lists the nodes of a node pool.");
        flags.bool("verbose", "Shows whole identifiers and more columns.");
        Paging.declare(flags);
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <node-pool>");
        }
        final Doc nodes;
        try {
            final Doc pool = Pools.find(api(), rest.get(0));
            nodes = api().get("/v1/node/pool/" + Query.segment(pool.text("Name")) + "/nodes", Paging.query(flags));
        } catch (final ApiException e) {
            return fail("Error querying nodes", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.NODE_ENTRY.ofAll(nodes.items()));
        }
        final NodeTable.Columns columns = new NodeTable.Columns().isLong(flags.isOn("verbose"));
        ui().output(nodes.size() == 0 ? "No nodes" : NodeTable.of(nodes.items(), columns));
        return 0;
    }
}
