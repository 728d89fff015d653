package io.drover.tools.cli.eval;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.EvalMonitor;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.Ids;
import java.util.List;

/** {@code eval status}: one evaluation, or with an output format all of them. */
final class EvalStatusCommand extends ApiCommand {
    EvalStatusCommand() {
        super(
                "eval status",
                "[options] <evaluation>",
                "Shows one evaluation: what caused it, how it ended and what it" + " placed or could not place.");
        flags.bool("monitor", "Follows the evaluation until it ends.")
                .bool("verbose", "Shows whole identifiers, times and more details.")
                .bool("ui", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty() && Formats.isWanted(flags)) {
            return all();
        }
        if (rest.size() != 1) {
            return usageError("This command takes one argument");
        }
        final String prefix = rest.get(0);
        if (prefix.length() == 1) {
            return fail("Identifier must contain at least two characters.");
        }
        final Doc found;
        try {
            found = api().get("/v1/evaluations", new Query().with("prefix", Ids.prefix(prefix)));
        } catch (final ApiException e) {
            return fail("Error querying evaluation", e);
        }
        if (found.size() == 0) {
            return fail("No evaluation(s) with prefix or id \"" + prefix + "\" found");
        }
        if (found.size() > 1) {
            return fail("Prefix matched multiple evaluations\n\n" + EvalTable.of(found, false));
        }
        return flags.isOn("monitor")
                ? new EvalMonitor(api(), ui(), flags.isOn("verbose"))
                        .follow(found.at(0).text("ID"))
                : one(found.at(0));
    }

    private int all() throws ApiException {
        try {
            return Formats.print(
                    flags,
                    ui(),
                    Shape.EVALUATION.ofAll(api().get("/v1/evaluations").items()));
        } catch (final ApiException e) {
            return fail("Error querying evaluations", e);
        }
    }

    private int one(final Doc entry) throws ApiException {
        final Query query =
                new Query().with("namespace", entry.text("Namespace")).with("related", "true");
        final String path = "/v1/evaluation/" + entry.text("ID");
        final Doc eval;
        final Doc allocs;
        try {
            eval = api().get(path, query);
            allocs = api().get(path + "/allocations", new Query().with("namespace", entry.text("Namespace")));
        } catch (final ApiException e) {
            return fail("Error querying evaluation", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.EVALUATION.of(eval));
        }
        ui().output(new EvalView(ui(), flags.isOn("verbose")).of(eval, allocs));
        return 0;
    }
}
