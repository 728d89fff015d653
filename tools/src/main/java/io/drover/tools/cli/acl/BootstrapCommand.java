package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.Quote;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code acl bootstrap}. */
final class BootstrapCommand extends ApiCommand {
    BootstrapCommand() {
        super(
                "acl bootstrap",
                "[options] [<path>|-]",
                "Makes the first token of a cluster, which may do everything. Its secret may be given in a file or, with a dash,"
                        + " on standard input.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes up to one argument");
        }
        @Nullable JsonObject request = null;
        if (!rest.isEmpty()) {
            try {
                request = new JsonObject()
                        .put("BootstrapSecret", Sources.read(rest.get(0), ui()).strip());
            } catch (final IOException e) {
                return fail("Error reading bootstrap token: open " + Quote.of(rest.get(0)) + ": " + e.getMessage());
            }
        }
        final Doc token;
        try {
            token = api().put("/v1/acl/bootstrap", new Query(), request);
        } catch (final ApiException e) {
            return fail("Error bootstrapping", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.TOKEN.of(token));
        }
        ui().output(TokenText.of(ui(), token));
        return 0;
    }
}
