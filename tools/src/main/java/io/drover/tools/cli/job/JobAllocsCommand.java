package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.AllocTable;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.show.Sorted;
import java.util.List;

/** {@code job allocs}. */
final class JobAllocsCommand extends ApiCommand {
    JobAllocsCommand() {
        super("job allocs", "[options] <job>", "Lists the allocations of a job.");
        flags.bool("all", "Shows also allocations of an earlier job of that name.")
                .bool("verbose", "Shows whole identifiers and times.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final Query query = Jobs.in(job).with("all", Boolean.toString(flags.isOn("all")));
        final Doc allocs;
        try {
            allocs = api().get(Jobs.path(job, "/allocations"), query);
        } catch (final ApiException e) {
            return fail("Error retrieving allocations", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Sorted.newestFirstDoc(allocs));
        }
        ui().output(AllocTable.of(Sorted.newestFirst(allocs), flags.isOn("verbose")));
        return 0;
    }
}
