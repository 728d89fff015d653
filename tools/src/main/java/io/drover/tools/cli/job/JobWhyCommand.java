package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.ExplanationText;
import io.drover.tools.cli.show.Jobs;
import java.util.List;

/** {@code job why}. */
final class JobWhyCommand extends ApiCommand {
    JobWhyCommand() {
        super(
                "job why",
                "[options] <job>",
                "Shows where one more allocation of each group of a job could go now, what speaks against the other nodes,"
                        + " and which obstacles alone keep nodes away.");
        flags.text("group", "group", "Shows only that group.")
                .text("nodes", "number", "Lists that many nodes of each group; 20 unless told.")
                .bool("verbose", "Shows whole identifiers.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final Doc explanation;
        try {
            explanation = api().get(Jobs.path(job, "/why"), Jobs.in(job).with("nodes", flags.text("nodes")));
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
