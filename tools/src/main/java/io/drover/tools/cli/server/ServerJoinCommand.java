package io.drover.tools.cli.server;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code server join}. */
final class ServerJoinCommand extends ApiCommand {
    ServerJoinCommand() {
        super("server join", "[options] <addr> [<addr>...]", "Joins the asked server to others.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty()) {
            return usageError("One or more node addresses must be given as arguments");
        }
        final Query query = new Query();
        for (final String address : rest) {
            query.add("address", address);
        }
        final Doc answer;
        try {
            answer = api().put("/v1/agent/join", query, null);
        } catch (final ApiException e) {
            return fail("Error joining", e);
        }
        if (!answer.text("error").isEmpty()) {
            return fail("Error joining: " + answer.text("error"));
        }
        ui().output("Joined " + answer.number("num_joined") + " servers successfully");
        return 0;
    }
}
