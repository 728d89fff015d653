package io.drover.tools.cli.alloc;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Allocs;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code alloc pause}. */
final class AllocPauseCommand extends ApiCommand {
    AllocPauseCommand() {
        super("alloc pause", "[options] <allocation> <task>", "Pauses or resumes a task that runs on a schedule.");
        flags.text("state", "state", "pause", "What to do: pause, run or scheduled. Default = pause.")
                .bool("status", "Shows the state instead of changing it.")
                .text("task", "task", "The task to pause.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty() || rest.size() > 2) {
            return usageError("This command takes up to two arguments: <alloc-id> <task>");
        }
        final String state = flags.text("state");
        if (!state.equals("pause") && !state.equals("run") && !state.equals("scheduled")) {
            return fail("Pause action must be one of \"pause\", \"run\", or \"scheduled\" but got " + Quote.of(state));
        }
        final Doc alloc = Allocs.find(api(), rest.get(0));
        final String given = rest.size() == 2 ? rest.get(1) : flags.text("task");
        final String task = given.isEmpty() ? Allocs.onlyTask(alloc) : given;
        Allocs.requireTask(alloc, task);
        return flags.isOn("status") ? show(alloc, task) : change(alloc, task, state);
    }

    private int show(final Doc alloc, final String task) throws ApiException {
        try {
            ui().output(api().get(path(alloc), Allocs.in(alloc).with("task", task))
                    .text("State"));
        } catch (final ApiException e) {
            return fail("Error getting task pause state", e);
        }
        return 0;
    }

    private int change(final Doc alloc, final String task, final String state) throws ApiException {
        final JsonObject body = new JsonObject();
        body.put("ScheduleState", state);
        body.put("Task", task);
        try {
            api().put(path(alloc), Allocs.in(alloc), body);
        } catch (final ApiException e) {
            return fail("Error setting pause state", e);
        }
        return 0;
    }

    private static String path(final Doc alloc) {
        return "/v1/client/allocation/" + alloc.text("ID") + "/pause";
    }
}
