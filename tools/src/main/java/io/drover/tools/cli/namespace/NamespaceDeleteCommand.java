package io.drover.tools.cli.namespace;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code namespace delete}. */
final class NamespaceDeleteCommand extends ApiCommand {
    NamespaceDeleteCommand() {
        super("namespace delete", "[options] <namespace>", "Deletes a namespace without jobs.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <namespace>");
        }
        try {
            api().delete("/v1/namespace/" + Query.segment(rest.get(0)), new Query());
        } catch (final ApiException e) {
            return fail("Error deleting namespace", e);
        }
        ui().output("Successfully deleted namespace " + Quote.of(rest.get(0)) + "!");
        return 0;
    }
}
