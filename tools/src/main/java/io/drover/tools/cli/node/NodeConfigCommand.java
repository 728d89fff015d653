package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code node config}: the servers that a client agent knows. */
final class NodeConfigCommand extends ApiCommand {
    NodeConfigCommand() {
        super(
                "node config",
                "[options] [<server>...]",
                "Shows or replaces the list of servers that the asked client agent talks to.");
        flags.bool("servers", "Lists the known servers.")
                .bool("update-servers", "Replaces the known servers with those given as arguments.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (flags.isOn("update-servers")) {
            return update(rest);
        }
        if (!flags.isOn("servers")) {
            return usageError("The '-servers' or '-update-servers' flag(s) must be set");
        }
        try {
            for (final String server : api().get("/v1/agent/servers").texts()) {
                ui().output(server);
            }
        } catch (final ApiException e) {
            return fail("Error querying server list", e);
        }
        return 0;
    }

    private int update(final List<String> servers) throws ApiException {
        if (servers.isEmpty()) {
            return usageError("If the '-update-servers' flag is set, at least one server argument must be provided");
        }
        final Query query = new Query();
        for (final String server : servers) {
            query.add("address", server);
        }
        try {
            api().put("/v1/agent/servers", query, null);
        } catch (final ApiException e) {
            return fail("Error updating server list", e);
        }
        ui().output("Updated server list");
        return 0;
    }
}
