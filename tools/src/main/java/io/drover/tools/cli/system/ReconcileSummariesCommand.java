package io.drover.tools.cli.system;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code system reconcile summaries}. */
final class ReconcileSummariesCommand extends ApiCommand {
    ReconcileSummariesCommand() {
        super(
                "system reconcile summaries",
                "[options]",
                "Counts the summaries of all jobs anew from their allocations.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        try {
            api().put("/v1/system/reconcile/summaries", new Query(), null);
        } catch (final ApiException e) {
            return fail("Error running system summary reconciliation", e);
        }
        return 0;
    }
}
