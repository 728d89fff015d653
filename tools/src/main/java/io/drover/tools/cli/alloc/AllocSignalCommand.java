package io.drover.tools.cli.alloc;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Allocs;
import java.util.List;

/** {@code alloc signal}. */
final class AllocSignalCommand extends ApiCommand {
    AllocSignalCommand() {
        super(
                "alloc signal",
                "[options] <allocation> <task>",
                "Sends a signal to the tasks of an allocation, or to one.");
        flags.text("s", "signal", "SIGKILL", "The signal to send. Default = SIGKILL.")
                .text("task", "task", "The task to signal.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty() || rest.size() > 2) {
            return usageError("This command takes up to two arguments: <alloc-id> <task>");
        }
        final Doc alloc = Allocs.find(api(), rest.get(0));
        final String task = rest.size() == 2 ? rest.get(1) : flags.text("task");
        if (!task.isEmpty()) {
            Allocs.requireTask(alloc, task);
        }
        final JsonObject body = new JsonObject();
        body.put("Signal", flags.text("s"));
        body.put("Task", task);
        try {
            api().put("/v1/client/allocation/" + alloc.text("ID") + "/signal", Allocs.in(alloc), body);
        } catch (final ApiException e) {
            return fail("Error signalling allocation", e);
        }
        return 0;
    }
}
