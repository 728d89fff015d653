package io.drover.tools.cli.eval;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Paging;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code eval list}. */
final class EvalListCommand extends ApiCommand {
    EvalListCommand() {
        super("eval list", "[options]", "Lists evaluations.");
        Paging.declare(flags);
        flags.text("job", "job", "Lists only the evaluations of that job.")
                .text("status", "status", "Lists only the evaluations with that status.")
                .bool("verbose", "Shows whole identifiers.")
                .bool("ui", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Query query = Paging.query(flags).with("job", flags.text("job")).with("status", flags.text("status"));
        final Doc evals;
        try {
            evals = api().get("/v1/evaluations", query);
        } catch (final ApiException e) {
            return fail("Error querying evaluations", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.EVALUATION.ofAll(evals.items()));
        }
        ui().output(evals.size() == 0 ? "No evals found" : EvalTable.of(evals, flags.isOn("verbose")));
        return 0;
    }
}
