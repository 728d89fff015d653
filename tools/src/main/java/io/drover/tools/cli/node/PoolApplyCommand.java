package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.io.IOException;
import java.util.List;

/** {@code node pool apply}. */
final class PoolApplyCommand extends ApiCommand {
    PoolApplyCommand() {
        super(
                "node pool apply",
                "[options] <input>",
                "Creates or updates a node pool from a specification in a file or, with a dash, on standard input.");
        flags.bool("json", "Reads the specification as JSON.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <input>");
        }
        final String path = rest.get(0);
        final String text;
        try {
            text = Sources.read(path, ui());
        } catch (final IOException e) {
            return fail("Failed to read file " + Quote.of(path) + ": open " + path + ": " + e.getMessage());
        }
        final Doc pool;
        try {
            pool = flags.isOn("json") ? Docs.read(text) : PoolSpec.parse(path.equals("-") ? "stdin" : path, text);
        } catch (final IOException | IllegalArgumentException e) {
            return fail("Failed to parse input content: " + e.getMessage());
        }
        try {
            api().put("/v1/node/pools", new Query(), pool.value());
        } catch (final ApiException e) {
            return fail("Error applying node pool", e);
        }
        ui().output("Successfully applied node pool " + Quote.of(pool.text("Name")) + "!");
        return 0;
    }
}
