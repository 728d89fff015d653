package io.drover.tools.cli.alloc;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Allocs;
import java.io.IOException;
import java.util.List;

/** {@code alloc logs}: what a task wrote to its standard streams. */
final class AllocLogsCommand extends ApiCommand {
    AllocLogsCommand() {
        super(
                "alloc logs",
                "[options] <allocation> <task>",
                "Prints what a task wrote to standard output or standard error. The task may be left out when the allocation"
                        + " has only one.");
        flags.bool("stdout", "Prints standard output. The default without -f.")
                .bool("stderr", "Prints standard error.")
                .bool("f", "Keeps printing what is written. Follows both streams unless one is named.")
                .bool("job", "Takes the first argument as a job and picks one of its allocations.")
                .text("group", "group", "With -job, picks an allocation of that task group.")
                .text("task", "task", "The task.")
                .bool("verbose", "Shows whole identifiers.");
        Tail.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty()) {
            return usageError(flags.isOn("job") ? "A job ID is required" : "An allocation ID is required");
        }
        if (rest.size() > 2) {
            return usageError("This command takes one or two arguments");
        }
        if (flags.isOn("stdout") && flags.isOn("stderr")) {
            return fail("Unable to print both streams at once, use one of -stdout and -stderr");
        }
        final Tail tail;
        try {
            tail = Tail.of(flags);
        } catch (final FlagException e) {
            return fail(e.getMessage());
        }
        final Doc alloc = flags.isOn("job")
                ? Allocs.ofJob(api(), rest.get(0), flags.text("group"))
                : Allocs.find(api(), rest.get(0));
        final String given = rest.size() == 2 ? rest.get(1) : flags.text("task");
        final String task = given.isEmpty() ? Allocs.onlyTask(alloc) : given;
        final LogReader reader = new LogReader(api(), alloc, task, tail);
        return flags.isOn("f") ? follow(reader) : print(reader);
    }

    private int print(final LogReader reader) throws ApiException {
        final String type = flags.isOn("stderr") ? "stderr" : "stdout";
        try {
            reader.copy(type, ui().out());
            return 0;
        } catch (final ApiException e) {
            return fail("Failed to read " + type + " file: error reading file", e);
        } catch (final IOException e) {
            return fail("Failed to read " + type + " file: " + e.getMessage());
        }
    }

    private int follow(final LogReader reader) throws ApiException {
        final boolean isBoth = !flags.isOn("stdout") && !flags.isOn("stderr");
        try {
            if (isBoth) {
                reader.followBoth(ui().out(), ui().err());
            } else if (flags.isOn("stderr")) {
                reader.follow("stderr", ui().err());
            } else {
                reader.follow("stdout", ui().out());
            }
            return 0;
        } catch (final ApiException e) {
            return fail("Error following logs", e);
        } catch (final IOException e) {
            return fail("Error following logs: " + e.getMessage());
        }
    }
}
