package io.drover.tools.cli.variable;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code var put}: writes a variable unless somebody else has changed it since its index was read. */
final class VarPutCommand extends ApiCommand {
    VarPutCommand() {
        super(
                "var put",
                "[options] <path> [<@file>|-] [<key>=<value>...]",
                "Creates or updates a variable from a specification, from single values, or both. A value may be read from a"
                        + " file (key=@file) or from standard input (key=-).");
        flags.bool("force", "Writes it whatever its index.")
                .text(
                        "check-index",
                        "index",
                        "Writes it only when its modify index is this one; 0 means that it must be new.")
                .text("in", "format", "json", "The language of a specification on standard input, hcl or json.")
                .bool("verbose", "Is accepted for compatibility and has no effect.");
        VariableOutput.declare(flags, "none");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final String format;
        try {
            requireIn();
            format = VariableOutput.format(flags, ui(), "none", "go-template", "hcl", "json", "none", "table");
        } catch (final FlagException e) {
            return usageError(e.getMessage());
        }
        if (rest.isEmpty()) {
            return usageError("Not enough arguments (expected >1, got 0)");
        }
        final boolean hasPath = !isSource(rest.get(0));
        if (hasPath && rest.size() == 1) {
            return usageError("Must supply data");
        }
        final JsonObject variable;
        try {
            variable = read(hasPath, rest);
        } catch (final FlagException e) {
            return fail(e.getMessage());
        }
        if (hasPath) {
            variable.put("Path", rest.get(0));
        }
        if (variable.text("Path").isEmpty()) {
            return fail("A path is needed, as an argument or in the specification");
        }
        return put(variable, format);
    }

    private void requireIn() throws FlagException {
        final String in = flags.text("in");
        if (!in.equals("hcl") && !in.equals("json")) {
            throw new FlagException("Invalid value for \"-in\"; valid values are [hcl, json]");
        }
    }

    private JsonObject read(final boolean hasPath, final List<String> rest) throws FlagException {
        final VariableInput input = new VariableInput(ui());
        int next = hasPath ? 1 : 0;
        final JsonObject variable =
                isSource(rest.get(next)) ? input.specification(rest.get(next++), flags.text("in")) : new JsonObject();
        final JsonObject given = variable.object("Items");
        final JsonObject items = given == null ? new JsonObject() : given;
        for (final String argument : rest.subList(next, rest.size())) {
            input.item(items, argument);
        }
        return variable.put("Items", items);
    }

    private static boolean isSource(final String argument) {
        return argument.equals("-") || argument.startsWith("@");
    }

    private int put(final JsonObject variable, final String format) throws ApiException {
        final String index = flags.isGiven("check-index")
                ? flags.text("check-index")
                : Long.toString(Doc.of(variable).number("ModifyIndex"));
        final Query query = flags.isOn("force") ? new Query() : new Query().with("cas", index);
        if (!variable.text("Namespace").isEmpty() && !flags.isGiven("namespace")) {
            query.with("namespace", variable.text("Namespace"));
        }
        final Doc stored;
        try {
            stored = api().put(Paths.of(variable.text("Path")), query, variable);
        } catch (final ApiException e) {
            return Conflicts.is(e) ? Conflicts.report(ui(), index, e) : fail("Error creating variable", e);
        }
        if (format.equals("none")) {
            ui().output("Created variable " + Quote.of(stored.text("Path")) + " with modify index "
                    + stored.number("ModifyIndex"));
        }
        return VariableOutput.print(format, flags, ui(), stored);
    }
}
