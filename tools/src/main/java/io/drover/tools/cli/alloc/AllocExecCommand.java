package io.drover.tools.cli.alloc;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.exec.ExecOptions;
import io.drover.tools.cli.exec.ExecSession;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Allocs;
import java.util.List;

/** {@code alloc exec}: runs a program within a running task. */
final class AllocExecCommand extends ApiCommand {
    AllocExecCommand() {
        super(
                "alloc exec",
                "[options] <allocation> <command> [args...]",
                "Runs a program within a running task and ends with its exit code. The task may be left out when the allocation"
                        + " has only one.");
        ExecOptions.declare(flags);
        flags.bool("job", "Takes the first argument as a job and picks one of its allocations.")
                .text("group", "group", "With -job, picks an allocation of that task group.")
                .text("task", "task", "The task.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty()) {
            return usageError(flags.isOn("job") ? "A job ID is required" : "An allocation ID is required");
        }
        if (rest.size() == 1) {
            return usageError("A command is required");
        }
        final ExecOptions options;
        try {
            options = ExecOptions.of(flags);
        } catch (final FlagException e) {
            return fail(e.getMessage());
        }
        final Doc alloc = flags.isOn("job")
                ? Allocs.ofJob(api(), rest.get(0), flags.text("group"))
                : Allocs.find(api(), rest.get(0));
        final String given = flags.text("task");
        final String task = given.isEmpty() ? Allocs.onlyTask(alloc) : given;
        Allocs.requireTask(alloc, task);
        final Query query = Allocs.in(alloc)
                .with("task", task)
                .with("command", JsonWriter.text(JsonArray.ofStrings(rest.subList(1, rest.size()))));
        try {
            final String path = "/v1/client/allocation/" + alloc.text("ID") + "/exec";
            return new ExecSession(ui(), options).run(api(), path, query);
        } catch (final ApiException e) {
            return fail("failed to exec into task", e);
        }
    }
}
