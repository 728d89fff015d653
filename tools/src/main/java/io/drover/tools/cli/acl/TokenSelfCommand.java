package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import java.util.List;

/** {@code acl token self}. */
final class TokenSelfCommand extends ApiCommand {
    TokenSelfCommand() {
        super("acl token self", "[options]", "Shows the token in use.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        if (settings().token().isEmpty()) {
            return fail("No token present in the environment or set via the CLI flag");
        }
        try {
            ui().output(TokenText.of(ui(), api().get("/v1/acl/token/self")));
            return 0;
        } catch (final ApiException e) {
            return fail("Error fetching self token", e);
        }
    }
}
