package io.drover.tools.cli.variable;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code var get}. */
final class VarGetCommand extends ApiCommand {
    private static final int NOT_FOUND = 404;

    VarGetCommand() {
        super("var get", "[options] <path>", "Reads a variable, or one value of it.");
        flags.text("item", "name", "Prints only the value of that name, without a line feed.");
        VariableOutput.declare(flags, "table");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <path>");
        }
        final String format;
        try {
            format = VariableOutput.format(flags, ui(), "table", "go-template", "hcl", "json", "none", "table");
        } catch (final FlagException e) {
            return usageError(e.getMessage());
        }
        final Doc variable;
        try {
            variable = api().get(Paths.of(rest.get(0)));
        } catch (final ApiException e) {
            return e.status() == NOT_FOUND ? fail("Variable not found") : fail("Error retrieving variable", e);
        }
        final String item = flags.text("item");
        if (item.isEmpty()) {
            return VariableOutput.print(format, flags, ui(), variable);
        }
        if (variable.get("Items").get(item).isNull()) {
            return fail("Variable does not contain " + Quote.of(item) + " item");
        }
        ui().raw(variable.get("Items").text(item));
        return 0;
    }
}
