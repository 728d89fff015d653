package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Paging;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.JobTable;
import java.util.List;

/** {@code node pool jobs}. */
final class PoolJobsCommand extends ApiCommand {
    PoolJobsCommand() {
        super("node pool jobs", "[options] <node-pool>", "Lists the jobs of a node pool.");
        Paging.declare(flags);
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <node-pool>");
        }
        final Doc jobs;
        try {
            final Doc pool = Pools.find(api(), rest.get(0));
            jobs = api().get("/v1/node/pool/" + Query.segment(pool.text("Name")) + "/jobs", Paging.query(flags));
        } catch (final ApiException e) {
            return fail("Error querying jobs", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), jobs);
        }
        final boolean isWithNamespace = settings().namespace().equals("*");
        ui().output(jobs.size() == 0 ? "No jobs" : JobTable.of(jobs, isWithNamespace));
        return 0;
    }
}
