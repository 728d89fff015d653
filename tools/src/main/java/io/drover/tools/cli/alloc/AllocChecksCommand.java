package io.drover.tools.cli.alloc;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Allocs;
import java.util.List;

/** {@code alloc checks}. */
final class AllocChecksCommand extends ApiCommand {
    AllocChecksCommand() {
        super("alloc checks", "[options] <allocation>", "Shows the latest results of an allocation's health checks.");
        flags.bool("verbose", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty()) {
            return usageError("An allocation ID is required");
        }
        final Doc alloc = Allocs.find(api(), rest.get(0));
        final Doc checks;
        try {
            checks = api().get("/v1/client/allocation/" + alloc.text("ID") + "/checks", Allocs.in(alloc));
        } catch (final ApiException e) {
            return fail("Error querying allocation", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), checks);
        }
        ui().output(new ChecksText(ui()).blocks(checks));
        return 0;
    }
}
