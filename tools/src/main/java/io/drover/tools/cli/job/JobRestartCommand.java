package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Questions;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Durations;
import io.drover.tools.cli.text.Quote;
import java.util.ArrayList;
import java.util.List;

/** {@code job restart}: restarts or replaces the allocations of a job, batch by batch. */
final class JobRestartCommand extends ApiCommand {
    JobRestartCommand() {
        super(
                "job restart",
                "[options] <job>",
                "Restarts the running allocations of a job where they are, or with -reschedule replaces them, some at a time.");
        flags.bool("all-tasks", "Restarts all tasks, also those that have ended.")
                .text("batch-size", "n or n%", "1", "How many allocations are restarted at a time. Default = 1.")
                .text("batch-wait", "duration", "0s", "How long to wait between two batches. Default = 0s.")
                .list("group", "group", "Restarts only allocations of that task group. May be given several times.")
                .list("task", "task", "Restarts only that task. May be given several times.")
                .bool("no-shutdown-delay", "With -reschedule, stops the tasks without their shutdown delay.")
                .text("on-error", "ask or fail", "ask", "What to do when a restart fails. Default = ask.")
                .bool("reschedule", "Stops allocations and lets the scheduler place new ones.")
                .bool("yes", "Answers all questions with yes.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final String problem = problem();
        if (!problem.isEmpty()) {
            return usageError(problem);
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final List<Doc> allocs = running(job);
        if (allocs.isEmpty()) {
            ui().output("No allocations to restart");
            return 0;
        }
        if (!job.text("ID").equals(rest.get(0))
                && !flags.isOn("yes")
                && !Questions.confirm(
                        ui(), "Are you sure you want to restart job " + Quote.of(job.text("ID")) + "? [y/N]")) {
            ui().output("Job restart canceled.");
            return 0;
        }
        return new AllocRestarter(
                        api(), ui(), flags, batchSize(allocs.size()), Durations.parse(flags.text("batch-wait")))
                .restart(job, allocs);
    }

    private String problem() {
        final String size = flags.text("batch-size");
        final String number = size.endsWith("%") ? size.substring(0, size.length() - 1) : size;
        if (!isPositive(number)) {
            return "Invalid -batch-size value " + Quote.of(size) + ": batch size must be an integer or a percentage";
        }
        final String onError = flags.text("on-error");
        if (!onError.equals("ask") && !onError.equals("fail")) {
            return "Invalid -on-error value " + Quote.of(onError) + ": valid options are \"ask\" and \"fail\"";
        }
        if (onError.equals("ask") && !flags.isOn("yes") && !ui().isTerminal()) {
            return "Invalid -on-error value \"ask\": \"ask\" cannot be used when terminal is not interactive";
        }
        if (flags.isOn("all-tasks") && !flags.list("task").isEmpty()) {
            return "The -all-tasks option cannot be used with -task";
        }
        if (flags.isOn("reschedule") && !flags.list("task").isEmpty()) {
            return "The -reschedule option cannot be used with -task";
        }
        if (!flags.isOn("reschedule") && flags.isOn("no-shutdown-delay")) {
            return "The -no-shutdown-delay option can only be used with -reschedule";
        }
        try {
            Durations.parse(flags.text("batch-wait"));
            return "";
        } catch (final IllegalArgumentException e) {
            return "Invalid -batch-wait value " + Quote.of(flags.text("batch-wait")) + ": " + e.getMessage();
        }
    }

    private static boolean isPositive(final String number) {
        try {
            return Integer.parseInt(number) > 0;
        } catch (final NumberFormatException e) {
            return false;
        }
    }

    private int batchSize(final int count) {
        final String size = flags.text("batch-size");
        if (!size.endsWith("%")) {
            return Integer.parseInt(size);
        }
        final int percent = Integer.parseInt(size.substring(0, size.length() - 1));
        return Math.max(1, (count * percent + 99) / 100);
    }

    private List<Doc> running(final Doc job) throws ApiException {
        final List<Doc> running = new ArrayList<>();
        for (final Doc alloc :
                api().get(Jobs.path(job, "/allocations"), Jobs.in(job)).items()) {
            final boolean isInGroup =
                    flags.list("group").isEmpty() || flags.list("group").contains(alloc.text("TaskGroup"));
            if (isInGroup && alloc.text("ClientStatus").equals("running") && hasTask(alloc)) {
                running.add(alloc);
            }
        }
        return running;
    }

    private boolean hasTask(final Doc alloc) {
        if (flags.list("task").isEmpty()) {
            return true;
        }
        for (final String task : flags.list("task")) {
            if (!alloc.get("TaskStates").get(task).isNull()) {
                return true;
            }
        }
        return false;
    }
}
