package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Questions;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.EvalMonitor;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code job stop}. */
final class JobStopCommand extends ApiCommand {
    JobStopCommand() {
        super("job stop", "[options] <job>...", "Stops jobs and follows what comes of it.");
        flags.bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .integer("eval-priority", 0, "The priority of the evaluation instead of the job's.")
                .bool("global", "Stops a job of several regions in all of them.")
                .bool("no-shutdown-delay", "Stops the tasks without their shutdown delay.")
                .bool("purge", "Removes the job at once instead of keeping it as stopped.")
                .bool("yes", "Answers all questions with yes.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty()) {
            return usageError("This command takes at least one argument: <job>");
        }
        int exit = 0;
        for (final String name : rest) {
            final int code = stop(name, rest.size() > 1);
            exit = exit == 0 ? code : exit;
        }
        return exit;
    }

    private int stop(final String name, final boolean isOneOfSeveral) throws ApiException {
        final Doc entry;
        try {
            entry = Jobs.find(api(), name, Jobs.Only.ANY);
        } catch (final ApiException e) {
            return fail(e.getMessage());
        }
        final String id = entry.text("ID");
        if (!id.equals(name)
                && !flags.isOn("yes")
                && !isOneOfSeveral
                && !Questions.confirm(ui(), "Are you sure you want to stop job " + Quote.of(id) + "? [y/N]")) {
            ui().output("Cancelling job stop");
            return 0;
        }
        final Query query = Jobs.in(entry)
                .when(flags.isOn("purge"), "purge")
                .when(flags.isOn("global"), "global")
                .when(flags.isOn("no-shutdown-delay"), "no_shutdown_delay");
        if (flags.isGiven("eval-priority")) {
            query.with("eval_priority", Long.toString(flags.number("eval-priority")));
        }
        final String evalId;
        try {
            evalId = api().delete(Jobs.path(entry, ""), query).text("EvalID");
        } catch (final ApiException e) {
            return fail("Error deregistering job with id " + id + " err", e);
        }
        if (evalId.isEmpty()) {
            return 0;
        }
        if (flags.isOn("detach")) {
            ui().output(evalId);
            return 0;
        }
        final Api target = new Api(Jobs.settings(settings(), entry));
        return new EvalMonitor(target, ui(), flags.isOn("verbose")).follow(evalId);
    }
}
