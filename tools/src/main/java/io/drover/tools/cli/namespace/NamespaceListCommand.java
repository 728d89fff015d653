package io.drover.tools.cli.namespace;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.show.Sorted;
import java.util.List;

/** {@code namespace list}. */
final class NamespaceListCommand extends ApiCommand {
    NamespaceListCommand() {
        super("namespace list", "[options]", "Lists the namespaces.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc namespaces;
        try {
            namespaces = api().get("/v1/namespaces");
        } catch (final ApiException e) {
            return fail("Error retrieving namespaces", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.ofAll(Sorted.newestFirst(namespaces)));
        }
        ui().output(namespaces.size() == 0 ? "No namespaces found" : Namespaces.table(namespaces));
        return 0;
    }
}
