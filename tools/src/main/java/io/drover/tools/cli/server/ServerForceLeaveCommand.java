package io.drover.tools.cli.server;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code server force-leave}. */
final class ServerForceLeaveCommand extends ApiCommand {
    ServerForceLeaveCommand() {
        super("server force-leave", "[options] <node>", "Marks a failed server as gone.");
        flags.bool("prune", "Also removes it from the list of members.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <node>");
        }
        final Query query = new Query().with("node", rest.get(0)).when(flags.isOn("prune"), "prune");
        try {
            api().put("/v1/agent/force-leave", query, null);
        } catch (final ApiException e) {
            return fail("Error force-leaving server " + rest.get(0), e);
        }
        return 0;
    }
}
