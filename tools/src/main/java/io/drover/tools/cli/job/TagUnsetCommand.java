package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Jobs;
import java.util.List;

/** {@code job tag unset}. */
final class TagUnsetCommand extends ApiCommand {
    TagUnsetCommand() {
        super("job tag unset", "[options] <jobname>", "Takes a name from a version of a job.");
        flags.text("name", "tag", "The name to take away.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final String name = flags.text("name");
        if (name.isEmpty()) {
            return usageError("A version tag name is required");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        try {
            api().delete(Jobs.path(job, "/versions/" + Query.segment(name) + "/tag"), Jobs.in(job));
        } catch (final ApiException e) {
            return fail("Error tagging job version", e);
        }
        ui().output("Tag \"" + name + "\" removed from job \"" + job.text("ID") + "\"");
        return 0;
    }
}
