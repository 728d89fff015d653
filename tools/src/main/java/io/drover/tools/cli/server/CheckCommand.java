package io.drover.tools.cli.server;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import java.util.List;

/** {@code check}: the health of an agent with the exit codes that monitoring tools of the Nagios family expect. */
public final class CheckCommand extends ApiCommand {
    private static final int CRITICAL = 2;

    public CheckCommand() {
        super(
                "check",
                "[options]",
                "Checks the health of the asked agent. Exits with 0 when it is healthy, otherwise with 2.");
        flags.integer("min-peers", 0, "The number of peers that a server should know.")
                .integer("min-servers", 1, "The number of servers that a client should know.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final Doc stats;
        try {
            stats = api().get("/v1/agent/self").get("stats");
        } catch (final ApiException e) {
            ui().output("unable to query agent info: failed querying self endpoint: " + e.getMessage());
            return CRITICAL;
        }
        if (!stats.get("nomad").isNull()) {
            return compare("known peers", count(stats.get("raft").text("num_peers")), "min-peers", "peers");
        }
        return stats.get("client").isNull()
                ? 0
                : compare(
                        "known servers", servers(stats.get("client").text("known_servers")), "min-servers", "servers");
    }

    private int compare(final String what, final long count, final String flag, final String noun) {
        if (count >= flags.number(flag)) {
            return 0;
        }
        ui().output(what + ": " + count + ", is less than expected number of " + noun + ": " + flags.number(flag));
        return CRITICAL;
    }

    private static long servers(final String list) {
        return list.isEmpty() ? 0 : list.split(",").length;
    }

    private static long count(final String text) {
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            return 0;
        }
    }
}
