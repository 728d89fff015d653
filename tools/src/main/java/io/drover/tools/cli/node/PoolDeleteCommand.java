package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code node pool delete}. */
final class PoolDeleteCommand extends ApiCommand {
    PoolDeleteCommand() {
        super("node pool delete", "[options] <node-pool>", "Deletes a node pool that no node and no job is in.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <node-pool>");
        }
        try {
            api().delete("/v1/node/pool/" + Query.segment(rest.get(0)), new Query());
        } catch (final ApiException e) {
            return fail("Error deleting node pool", e);
        }
        ui().output("Successfully deleted node pool " + Quote.of(rest.get(0)) + "!");
        return 0;
    }
}
