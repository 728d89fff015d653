package io.drover.tools.cli.alloc;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Allocs;
import java.util.List;

/** {@code alloc restart}. */
final class AllocRestartCommand extends ApiCommand {
    AllocRestartCommand() {
        super(
                "alloc restart",
                "[options] <allocation> <task>",
                "Restarts the running tasks of an allocation where they are, or one of them.");
        flags.text("task", "task", "The task to restart.")
                .bool("all-tasks", "Restarts all tasks, also those that have ended.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty() || rest.size() > 2) {
            return usageError("This command takes one or two arguments: <alloc-id> <task-name>");
        }
        final Doc alloc = Allocs.find(api(), rest.get(0));
        final String task = rest.size() == 2 ? rest.get(1) : flags.text("task");
        if (!task.isEmpty() && flags.isOn("all-tasks")) {
            return fail("The -all-tasks option is not allowed when restarting a specific task.");
        }
        if (!task.isEmpty()) {
            Allocs.requireTask(alloc, task);
        }
        final JsonObject body = new JsonObject();
        body.put("TaskName", task);
        body.put("AllTasks", flags.isOn("all-tasks"));
        try {
            api().put("/v1/client/allocation/" + alloc.text("ID") + "/restart", Allocs.in(alloc), body);
        } catch (final ApiException e) {
            return fail("Failed to restart allocation:\n\n" + e.getMessage());
        }
        return 0;
    }
}
