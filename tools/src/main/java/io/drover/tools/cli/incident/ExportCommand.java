package io.drover.tools.cli.incident;

import io.drover.tools.cli.format.LineDiff;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.replay.JournalHome;
import io.drover.tools.replay.Moment;
import io.drover.tools.replay.PastApi;
import io.drover.tools.replay.Replay;
import java.util.List;

/** {@code incident export}: what the API would have answered then, or what changed between two moments. */
final class ExportCommand extends IncidentCommand {
    ExportCommand() {
        super(
                "export",
                "[options] <path>",
                "Prints what a path of the API, such as /v1/job/web or /v1/nodes, would have answered at a moment of the past; with"
                        + " a second moment, how that differs.");
        flags.text("at", "moment", "end", "The moment: " + MOMENTS + ". Default = end.")
                .text("to", "moment", "", "A second moment: prints the differences between both.")
                .text("namespace", "name", "", "The namespace of the object.");
    }

    @Override
    int look(final JournalHome home, final List<String> rest) {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <path>");
        }
        final Moment at = moment("at");
        final String path = apiPath(rest.get(0));
        try (Replay replay = open(home)) {
            reach(replay, at);
            try (PastApi api = new PastApi(replay)) {
                final String before = get(api, path);
                if (flags.text("to").isEmpty()) {
                    ui().output(before.stripTrailing());
                    return 0;
                }
                reach(replay, moment("to"));
                final String difference = LineDiff.of(path.substring(1), before, get(api, path));
                ui().output(difference.isEmpty() ? "No differences." : difference.stripTrailing());
                return 0;
            }
        } catch (final ApiException ex) {
            return fail(ex.getMessage() == null ? "The state cannot be read." : ex.getMessage());
        }
    }

    /** What is not there yet, or no more, is nothing: so a difference shows all of it. */
    private String get(final PastApi api, final String path) throws ApiException {
        try {
            return get(api, path, flags.text("namespace")).pretty() + "\n";
        } catch (final ApiException ex) {
            if (ex.status() == 404 && !flags.text("to").isEmpty()) {
                return "";
            }
            throw ex;
        }
    }
}
