package io.drover.tools.cli.alloc;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Allocs;
import io.drover.tools.cli.show.PlacementText;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code alloc status}: one allocation, or with an output format all of them. */
final class AllocStatusCommand extends ApiCommand {
    AllocStatusCommand() {
        super(
                "alloc status",
                "[options] <allocation>",
                "Shows one allocation: what it is part of, the state of its tasks, what they use and what happened to them.");
        flags.bool("short", "Shows only the last event of each task.")
                .bool("stats", "Shows the use of resources in detail.")
                .bool("verbose", "Shows whole identifiers, times and how the node was chosen.")
                .bool("ui", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty() && Formats.isWanted(flags)) {
            return all();
        }
        if (rest.size() != 1) {
            return usageError("""
                    This command takes one of the following argument conditions:
                     * A single <allocation>
                     * No arguments, with output format specified""");
        }
        final Doc alloc = Allocs.find(api(), rest.get(0));
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.ALLOCATION.of(alloc));
        }
        if (flags.isOn("short")) {
            ui().output(new AllocFacts(false).brief(alloc));
            ui().output('\n' + ui().bold("Tasks"));
            ui().output(AllocFacts.tasks(alloc));
            return 0;
        }
        show(alloc);
        return 0;
    }

    private int all() throws ApiException {
        try {
            return Formats.print(flags, ui(), api().get("/v1/allocations"));
        } catch (final ApiException e) {
            return fail("Error querying allocations", e);
        }
    }

    private void show(final Doc alloc) throws ApiException {
        final boolean isLong = flags.isOn("verbose");
        ui().output(new AllocFacts(isLong).of(alloc, nextTry(alloc)) + AllocFacts.addresses(ui(), alloc));
        final boolean isRunning = alloc.text("ClientStatus").equals("running");
        final String id = alloc.text("ID");
        if (isRunning) {
            final String checks = new ChecksText(ui()).section(read("/v1/client/allocation/" + id + "/checks", alloc));
            if (!checks.isEmpty()) {
                ui().output(checks);
            }
        }
        final Doc use = isRunning ? read("/v1/client/allocation/" + id + "/stats", alloc) : Doc.ABSENT;
        new TaskText(ui(), alloc, use, flags.isOn("stats")).show();
        if (isLong) {
            final String scores = PlacementText.scores(alloc.get("Metrics"));
            ui().output('\n' + ui().bold("Placement Metrics"));
            if (!scores.isEmpty()) {
                ui().output(scores);
            }
        }
    }

    /** The evaluation that will try again later; absent when there is none. */
    private Doc nextTry(final Doc alloc) throws ApiException {
        final String evalId = alloc.text("FollowupEvalID");
        return evalId.isEmpty() ? Doc.ABSENT : read("/v1/evaluation/" + evalId, alloc);
    }

    /** An answer that the view can do without. */
    private Doc read(final String path, final Doc alloc) throws ApiException {
        try {
            return api().get(path, new Query().with("namespace", alloc.text("Namespace")));
        } catch (final ApiException e) {
            return Doc.ABSENT;
        }
    }
}
