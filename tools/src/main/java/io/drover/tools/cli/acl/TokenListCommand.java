package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.List;

/** {@code acl token list}. */
final class TokenListCommand extends ApiCommand {
    TokenListCommand() {
        super("acl token list", "[options]", "Lists the tokens without their secrets.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        if (flags.isOn("json") && !flags.text("t").isEmpty()) {
            return fail("Both json and template formatting are not allowed");
        }
        final Doc tokens;
        try {
            tokens = api().get("/v1/acl/tokens");
        } catch (final ApiException e) {
            return fail("Error listing ACL tokens", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.ofAll(tokens.items()));
        }
        if (tokens.size() == 0) {
            ui().output("No tokens found");
            return 0;
        }
        final Table table = new Table("Name", "Type", "Global", "Accessor ID", "Expired");
        for (final Doc token : tokens.items()) {
            final long expiry = Times.parse(token.text("ExpirationTime"));
            table.row(
                    token.text("Name"),
                    token.text("Type"),
                    Boolean.toString(token.isTrue("Global")),
                    token.text("AccessorID"),
                    Boolean.toString(expiry != 0 && expiry < Times.now()));
        }
        ui().output(table.toString());
        return 0;
    }
}
