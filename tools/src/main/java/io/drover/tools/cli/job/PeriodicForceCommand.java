package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code job periodic force}. */
final class PeriodicForceCommand extends ApiCommand {
    PeriodicForceCommand() {
        super("job periodic force", "[options] <job id>", "Starts a periodic job now, beside its usual times.");
        flags.bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job id>");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.PERIODIC);
        final String evalId;
        try {
            evalId = api().put(Jobs.path(job, "/periodic/force"), Jobs.in(job), null)
                    .text("EvalID");
        } catch (final ApiException e) {
            return fail("Error forcing periodic job " + Quote.of(job.text("ID")), e);
        }
        if (flags.isOn("detach")) {
            ui().output("Force periodic successful");
        }
        return Follow.evaluation(flags, ui(), settings(), job, evalId);
    }
}
