package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.exec.ExecOptions;
import io.drover.tools.cli.exec.ExecSession;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Allocs;
import io.drover.tools.cli.show.Jobs;
import java.util.List;

/** {@code job action}: runs a program that the job file has a name for. */
final class JobActionCommand extends ApiCommand {
    JobActionCommand() {
        super(
                "job action",
                "[options] <action>",
                "Runs an action of a job, a program that its file has a name for, within a running task.");
        ExecOptions.declare(flags);
        flags.text("job", "job", "The job.")
                .text("group", "group", "The task group to pick an allocation of.")
                .text("task", "task", "The task.")
                .text("alloc", "allocation", "The allocation. Default = one that runs.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("An action name is required");
        }
        if (flags.text("job").isEmpty()) {
            return usageError("A job ID is required");
        }
        if (flags.text("alloc").isEmpty() && flags.text("group").isEmpty()) {
            return usageError("A group name is required if no allocation is provided");
        }
        final ExecOptions options;
        try {
            options = ExecOptions.of(flags);
        } catch (final FlagException e) {
            return fail(e.getMessage());
        }
        final Doc job = Jobs.find(api(), flags.text("job"), Jobs.Only.ANY);
        final Doc alloc = flags.text("alloc").isEmpty()
                ? Allocs.ofJob(api(), job.text("ID"), flags.text("group"))
                : Allocs.find(api(), flags.text("alloc"));
        final String task = flags.text("task").isEmpty() ? Allocs.onlyTask(alloc) : flags.text("task");
        Allocs.requireTask(alloc, task);
        final Query query = Jobs.in(job)
                .with("action", rest.get(0))
                .with("allocID", alloc.text("ID"))
                .with("group", alloc.text("TaskGroup"))
                .with("task", task);
        try {
            return new ExecSession(ui(), options).run(api(), Jobs.path(job, "/action"), query);
        } catch (final ApiException e) {
            return fail("failed to exec into task", e);
        }
    }
}
