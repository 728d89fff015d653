package io.drover.tools.cli.incident;

import io.drover.gateway.command.JobCommands;
import io.drover.gateway.compile.CompiledJob;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.format.LineDiff;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.job.JobFileException;
import io.drover.tools.cli.job.JobSource;
import io.drover.tools.replay.CommandEdits;
import io.drover.tools.replay.JournalHome;
import io.drover.tools.replay.Moment;
import io.drover.tools.replay.PastApi;
import io.drover.tools.replay.Replay;
import java.util.List;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** {@code incident what-if}: where the same entries would have led, but for a few. */
final class WhatIfCommand extends IncidentCommand {
    WhatIfCommand() {
        super(
                "what-if",
                "[options] [path]",
                "Replays the journal as it is and once more without some commands, or with another job in place of a registered"
                        + " one, and shows how the outcomes differ: jobs, allocations and nodes, or the answer of a path of the API.");
        flags.list("drop", "@position", "Leaves the command at that log position out. May be given several times.")
                .list(
                        "job",
                        "@position=<file",
                        "Registers the job of a file, instead of what the command at that log position does. May be given several"
                                + " times.")
                .text("to", "moment", "end", "Compares there: " + MOMENTS + ". Default = end.");
        JobSource.declare(flags);
    }

    @Override
    int look(final JournalHome home, final List<String> rest) {
        try {
            final CommandEdits edits = edits();
            if (edits.isEmpty()) {
                return usageError("Expected -drop or -job");
            }
            final String path = rest.isEmpty() ? "" : apiPath(rest.get(0));
            final String was = outcome(home, new CommandEdits(), edits.first(), path);
            final String wouldBe = outcome(home, edits, edits.first(), path);
            for (final long position : edits.unused()) {
                return fail("There is no command at log position " + position
                        + "; incident timeline -all shows where they are.");
            }
            final String difference = LineDiff.of(path.isEmpty() ? "outcome" : path.substring(1), was, wouldBe);
            ui().output(difference.isEmpty() ? "No differences." : difference.stripTrailing());
            return 0;
        } catch (final ApiException | JobFileException ex) {
            return fail(String.valueOf(ex.getMessage()));
        }
    }

    private CommandEdits edits() throws JobFileException {
        final CommandEdits edits = new CommandEdits();
        for (final String text : flags.list("drop")) {
            edits.drop(position(text));
        }
        for (final String text : flags.list("job")) {
            final int equals = text.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("-job is '" + text + "'; expected @position=<file>");
            }
            edits.replace(position(text.substring(0, equals)), register(text.substring(equals + 1)));
        }
        return edits;
    }

    private static long position(final String text) {
        final Moment moment = Moment.parse(text, 0);
        if (moment.kind() != Moment.Kind.POSITION) {
            throw new IllegalArgumentException("'" + text + "' is no log position; expected one such as @65536");
        }
        return moment.value();
    }

    /** The way of a registration through the gateway. */
    private DirectBuffer register(final String file) throws JobFileException {
        final JsonObject sent = JobSource.read(file, flags, ui()).job().toObject();
        final JobAdmission.Result admitted = JobAdmission.admit(sent, new ServerSettings() {});
        if (!admitted.isAdmitted()) {
            throw new IllegalArgumentException("the job of " + file + " would be refused: " + admitted.errorText());
        }
        final Doc job = Doc.of(admitted.job());
        return JobCommands.register(
                job.text("Namespace"),
                job.text("ID"),
                CompiledJob.of(admitted.job()),
                job.get("Periodic").isObject() && job.get("Periodic").isTrue("Enabled"),
                job.get("ParameterizedJob").isObject() && !job.isTrue("Dispatched"),
                JobCommands.Terms.NONE,
                new byte[0]);
    }

    private String outcome(final JournalHome home, final CommandEdits edits, final long first, final String path)
            throws ApiException {
        try (Replay replay = open(home)) {
            replay.edit(edits);
            replay.begin(Moment.atPosition(first - 1));
            final Replay.End end = replay.run(moment("to"));
            if (end == Replay.End.GAP || end == Replay.End.DIFFERENCE) {
                throw new IllegalArgumentException(
                        "the replay ended with a " + end + " behind log position " + replay.position());
            }
            try (PastApi api = new PastApi(replay)) {
                return path.isEmpty() ? summary(api) : get(api, path, "").pretty() + "\n";
            }
        }
    }

    /** One line for each thing that people look at, sorted, without what differs anyway, such as ids. */
    private static String summary(final PastApi api) throws ApiException {
        final TreeSet<String> lines = new TreeSet<>();
        for (final Doc job :
                api.get("/v1/jobs", new Query().with("namespace", "*")).items()) {
            lines.add("job " + job.text("Namespace") + "/" + job.text("ID") + ": " + job.text("Status"));
        }
        for (final Doc alloc :
                api.get("/v1/allocations", new Query().with("namespace", "*")).items()) {
            lines.add("alloc " + alloc.text("Namespace") + "/" + alloc.text("Name") + " version "
                    + alloc.number("JobVersion") + " on " + alloc.text("NodeName") + ": wanted "
                    + alloc.text("DesiredStatus") + ", is " + alloc.text("ClientStatus"));
        }
        for (final Doc node : api.get("/v1/nodes", new Query()).items()) {
            lines.add("node " + node.text("Name") + ": " + node.text("Status") + ", "
                    + node.text("SchedulingEligibility") + (node.isTrue("Drain") ? ", draining" : ""));
        }
        for (final Doc eval : api.get(
                        "/v1/evaluations", new Query().with("namespace", "*").with("status", "blocked"))
                .items()) {
            lines.add("blocked: " + eval.text("Namespace") + "/" + eval.text("JobID"));
        }
        return String.join("\n", lines) + "\n";
    }
}
