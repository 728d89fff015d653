package io.drover.tools.cli.alloc;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Allocs;
import io.drover.tools.cli.show.EvalMonitor;
import java.util.List;

/** {@code alloc stop}. */
final class AllocStopCommand extends ApiCommand {
    AllocStopCommand() {
        super(
                "alloc stop",
                "[options] <allocation>",
                "Stops an allocation. Its job is evaluated again, so another allocation takes its place.");
        flags.bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .bool("no-shutdown-delay", "Stops the tasks without their shutdown delay.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <alloc-id>");
        }
        final Doc alloc = Allocs.find(api(), rest.get(0));
        final Query query = Allocs.in(alloc)
                .when(flags.isOn("no-shutdown-delay"), "no_shutdown_delay")
                .when(alloc.get("Job").text("Type").equals("batch"), "reschedule");
        final Doc answer;
        try {
            answer = api().put("/v1/allocation/" + alloc.text("ID") + "/stop", query, null);
        } catch (final ApiException e) {
            return fail("Error stopping allocation", e);
        }
        if (flags.isOn("detach")) {
            ui().output(answer.text("EvalID"));
            return 0;
        }
        return new EvalMonitor(api(), ui(), flags.isOn("verbose")).follow(answer.text("EvalID"));
    }
}
