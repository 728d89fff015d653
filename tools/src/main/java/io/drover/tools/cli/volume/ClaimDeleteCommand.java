package io.drover.tools.cli.volume;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Questions;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code volume claim delete}. */
final class ClaimDeleteCommand extends ApiCommand {
    ClaimDeleteCommand() {
        super(
                "volume claim delete",
                "[options] <id>",
                "Gives up a task group's claim, so that its next allocation may take another volume.");
        flags.bool("y", "Asks no questions.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <id>");
        }
        String id = rest.get(0);
        final Doc found = api().get("/v1/volumes/claims", new Query().with("prefix", id));
        if (found.size() > 1) {
            return fail("Prefix matched " + found.size() + " claims");
        }
        if (found.size() == 1) {
            id = found.at(0).text("ID");
            final String question = "Are you sure you want to delete task group host volume claim " + id
                    + " for job " + found.at(0).text("JobID") + " and volume "
                    + found.at(0).text("VolumeName")
                    + "? [y/N]";
            if (!flags.isOn("y") && !Questions.confirm(ui(), question)) {
                return 0;
            }
        }
        try {
            api().delete("/v1/volumes/claim/" + Query.segment(id), new Query());
        } catch (final ApiException e) {
            return fail("Error deleting claim", e);
        }
        ui().output("Task group host volume claim " + id + " successfully deleted");
        return 0;
    }
}
