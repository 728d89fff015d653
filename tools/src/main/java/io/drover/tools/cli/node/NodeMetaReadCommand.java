package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.KeyValues;
import java.util.List;
import java.util.Map;

/** {@code node meta read}. */
final class NodeMetaReadCommand extends ApiCommand {
    NodeMetaReadCommand() {
        super(
                "node meta read",
                "[options]",
                "Shows the metadata of a node: all of it, and which part was set while the node runs.");
        flags.text("node-id", "node", "The node to read. Default = the asked agent's own.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final String given = flags.text("node-id");
        final String nodeId = given.isEmpty()
                ? ""
                : Nodes.find(api(), given, "Error querying node").text("ID");
        final Doc meta;
        try {
            meta = api().get("/v1/client/metadata", new Query().with("node_id", nodeId));
        } catch (final ApiException e) {
            return fail("Error reading dynamic node metadata", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), meta);
        }
        show("All Meta", meta.get("Meta"));
        ui().output("");
        show("Dynamic Meta", meta.get("Dynamic"));
        ui().output("");
        show("Static Meta", meta.get("Static"));
        return 0;
    }

    private void show(final String title, final Doc pairs) {
        final KeyValues text = new KeyValues();
        for (final Map.Entry<String, Doc> entry : pairs.fields().entrySet()) {
            text.add(
                    entry.getKey(),
                    entry.getValue().isNull() ? "<unset>" : entry.getValue().text());
        }
        ui().output(ui().bold(title));
        ui().output(text.toString());
    }
}
