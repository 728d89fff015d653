package io.drover.tools.cli.variable;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code var purge}. */
final class VarPurgeCommand extends ApiCommand {
    VarPurgeCommand() {
        super("var purge", "[options] <path>", "Deletes a variable.");
        flags.text("check-index", "index", "Deletes it only when its modify index is this one.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <path>");
        }
        final String checkIndex = flags.text("check-index");
        if (!checkIndex.isEmpty() && !checkIndex.matches("\\d{1,19}")) {
            return fail("Invalid -check-index value " + Quote.of(checkIndex) + ": not a whole number");
        }
        try {
            api().delete(Paths.of(rest.get(0)), new Query().with("cas", checkIndex));
        } catch (final ApiException e) {
            return Conflicts.is(e) ? Conflicts.report(ui(), checkIndex, e) : fail("Error purging variable", e);
        }
        ui().output("Successfully purged variable " + Quote.of(rest.get(0)) + "!");
        return 0;
    }
}
