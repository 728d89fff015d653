package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Paging;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code node pool list}. */
final class PoolListCommand extends ApiCommand {
    PoolListCommand() {
        super("node pool list", "[options]", "Lists the node pools.");
        Paging.declare(flags);
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc pools;
        try {
            pools = api().get("/v1/node/pools", Paging.query(flags));
        } catch (final ApiException e) {
            return fail("Error querying node pools", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Pools.withTtls(Shape.WITHOUT_DIGEST.ofAll(pools.items())));
        }
        ui().output(pools.size() == 0 ? "No node pools" : Pools.table(pools));
        return 0;
    }
}
