package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.show.Sorted;
import java.util.List;

/** {@code node status}: the list of nodes, or one of them. */
final class NodeStatusCommand extends ApiCommand {
    NodeStatusCommand() {
        super(
                "node status",
                "[options] <node>",
                "Lists the nodes, or shows the node whose identifier begins with the argument: its state, resources,"
                        + " drivers, events and allocations.");
        flags.bool("self", "Shows the node that the asked agent is.")
                .bool("stats", "Shows the use of resources in detail.")
                .bool("allocs", "Counts the running allocations of each node in the list.")
                .bool("short", "Shows one node without events and resources.")
                .bool("verbose", "Shows whole identifiers and more details.")
                .bool("os", "Shows the operating system of each node in the list.")
                .bool("quiet", "Prints only the identifiers of the list.")
                .text("filter", "expression", "Lists only the nodes for which the expression holds.")
                .integer("per-page", 0, "Lists at most so many nodes.")
                .text("page-token", "token", "Continues a list after the page that named this token.")
                .bool("ui", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes either one or no arguments");
        }
        if (flags.isOn("self")) {
            return new NodeView(api(), ui(), flags).show(Nodes.self(api()));
        }
        if (rest.isEmpty()) {
            return list();
        }
        final Doc node = Nodes.find(api(), rest.get(0), "Error querying node info");
        return new NodeView(api(), ui(), flags).show(node.text("ID"));
    }

    private int list() throws ApiException {
        final Query query = new Query()
                .when(flags.isOn("os"), "os")
                .with("filter", flags.text("filter"))
                .with("next_token", flags.text("page-token"));
        if (flags.isGiven("per-page")) {
            query.with("per_page", Long.toString(flags.number("per-page")));
        }
        final Doc nodes;
        try {
            nodes = api().get("/v1/nodes", query);
        } catch (final ApiException e) {
            return fail("Error querying node status", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.NODE_ENTRY.ofAll(Sorted.newestFirst(nodes)));
        }
        final List<Doc> sorted = Sorted.newestFirst(nodes);
        if (flags.isOn("quiet")) {
            for (final Doc node : sorted) {
                ui().output(node.text("ID"));
            }
        } else if (sorted.isEmpty()) {
            ui().output("No nodes registered");
        } else {
            ui().output(NodeTable.of(sorted, columns(sorted)));
        }
        return 0;
    }

    private NodeTable.Columns columns(final List<Doc> nodes) throws ApiException {
        final NodeTable.Columns columns =
                new NodeTable.Columns().pool().isLong(flags.isOn("verbose")).os(flags.isOn("os"));
        if (flags.isOn("allocs")) {
            columns.allocs();
            for (final Doc node : nodes) {
                columns.allocCount(node.text("ID"), runningCount(node.text("ID")));
            }
        }
        return columns;
    }

    private int runningCount(final String nodeId) throws ApiException {
        int count = 0;
        for (final Doc alloc : api().get("/v1/node/" + nodeId + "/allocations").items()) {
            if (alloc.text("ClientStatus").equals("running")) {
                count++;
            }
        }
        return count;
    }
}
