package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code acl token info}. */
final class TokenInfoCommand extends ApiCommand {
    TokenInfoCommand() {
        super("acl token info", "[options] <token_accessor_id>", "Shows one token.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <token_accessor_id>");
        }
        try {
            ui().output(TokenText.of(ui(), api().get("/v1/acl/token/" + Query.segment(rest.get(0)))));
            return 0;
        } catch (final ApiException e) {
            return fail("Error fetching token", e);
        }
    }
}
