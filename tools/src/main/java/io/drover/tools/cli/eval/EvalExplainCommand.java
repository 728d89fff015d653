package io.drover.tools.cli.eval;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.ExplanationText;
import io.drover.tools.cli.text.Ids;
import java.util.List;

/** {@code eval explain}: the job of an evaluation, on the state as it is now. */
final class EvalExplainCommand extends ApiCommand {
    EvalExplainCommand() {
        super(
                "eval explain",
                "[options] <evaluation>",
                "Shows where the scheduler would place one more allocation of each group of the evaluation's job now, and what"
                        + " speaks against the other nodes.");
        flags.text("group", "group", "Shows only that group.")
                .text("nodes", "number", "Lists that many nodes of each group; 20 unless told.")
                .bool("verbose", "Shows whole identifiers.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <evaluation>");
        }
        final String prefix = rest.get(0);
        if (prefix.length() == 1) {
            return fail("Identifier must contain at least two characters.");
        }
        final Doc explanation;
        try {
            final Doc found = api().get("/v1/evaluations", new Query().with("prefix", Ids.prefix(prefix)));
            if (found.size() != 1) {
                return fail(
                        found.size() == 0
                                ? "No evaluation(s) with prefix or id \"" + prefix + "\" found"
                                : "Prefix matched multiple evaluations\n\n" + EvalTable.of(found, false));
            }
            final Query query =
                    new Query().with("namespace", found.at(0).text("Namespace")).with("nodes", flags.text("nodes"));
            explanation = api().get("/v1/evaluation/" + found.at(0).text("ID") + "/explain", query);
        } catch (final ApiException e) {
            return fail("Error querying explanation", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), explanation);
        }
        ui().output(ExplanationText.of(explanation, flags.text("group"), flags.isOn("verbose")));
        return 0;
    }
}
