package io.drover.tools.cli.variable;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Paging;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.io.IOException;
import java.util.List;

/** {@code var list}. */
final class VarListCommand extends ApiCommand {
    VarListCommand() {
        super(
                "var list",
                "[options] <prefix>",
                "Lists the variables, or those whose path begins so, without their values.");
        Paging.declare(flags);
        VariableOutput.declare(flags, "table");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes flags and either no arguments or one: <prefix>");
        }
        final String format;
        try {
            format = VariableOutput.format(flags, ui(), "table", "go-template", "json", "table", "terse");
        } catch (final FlagException e) {
            return usageError(e.getMessage());
        }
        if (!flags.text("filter").isEmpty()) {
            ui().error("Filter queries require a full scan of the data; use prefix searching where possible");
        }
        final Query query = Paging.query(flags).with("prefix", rest.isEmpty() ? "" : rest.get(0));
        final Doc variables;
        final String nextToken;
        try (Answer answer = api().stream("/v1/vars", query)) {
            variables = Docs.read(answer.body());
            nextToken = answer.header("X-Nomad-NextToken");
        } catch (final ApiException e) {
            return fail("Error retrieving vars", e);
        } catch (final IOException e) {
            return fail("Error retrieving vars: " + e.getMessage());
        }
        return print(format, variables, nextToken);
    }

    private int print(final String format, final Doc variables, final String nextToken) {
        switch (format) {
            case "table" -> ui().output(variables.size() == 0 ? "No variables found" : table(variables));
            case "terse" -> {
                for (final Doc variable : variables.items()) {
                    ui().output(variable.text("Path"));
                }
            }
            default -> {
                return VariableOutput.print(format, flags, ui(), variables);
            }
        }
        if (!nextToken.isEmpty()) {
            ui().error("Next page token: " + nextToken);
        }
        return 0;
    }

    private static String table(final Doc variables) {
        final Table table = new Table("Namespace", "Path", "Last Updated");
        for (final Doc variable : variables.items()) {
            table.row(variable.text("Namespace"), variable.text("Path"), Times.format(variable.number("ModifyTime")));
        }
        return table.toString();
    }
}
