package io.drover.tools.cli.incident;

import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.EvalTable;
import io.drover.sbe.common.EvalStatus;
import io.drover.scheduler.offheap.Slab;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.ExplanationText;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Table;
import io.drover.tools.replay.JournalHome;
import io.drover.tools.replay.Moment;
import io.drover.tools.replay.PastApi;
import io.drover.tools.replay.Replay;
import io.drover.tools.replay.Timeline;
import io.drover.tools.replay.TimelineEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code incident explain}: the decision of an evaluation, on the state that it was made on. */
final class ExplainCommand extends IncidentCommand {
    ExplainCommand() {
        super(
                "explain",
                "[options] <evaluation>",
                "Finds the entry that decided an evaluation, shows what it placed and why there, and explains, on the state right"
                        + " behind it, where one more allocation of each group would have gone and what spoke against the other"
                        + " nodes.");
        flags.text("from", "moment", "", "Looks for it from there on: " + MOMENTS + ". Default = the earliest state.")
                .text("group", "name", "", "Explains only that group.")
                .text("nodes", "number", "", "Lists that many nodes of each group; 20 unless told.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    int look(final JournalHome home, final List<String> rest) {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <evaluation>");
        }
        final String prefix = rest.get(0);
        final Timeline timeline = new Timeline();
        final Found found = new Found(prefix);
        try (Replay replay = open(home)) {
            replay.listener((entry, command, machine) -> {
                found.cause = timeline.of(entry, command);
                return !found.isDecided(machine);
            });
            begin(replay, flags.text("from"));
            Replay.End end = replay.run(Moment.LAST);
            while (end == Replay.End.GAP && replay.beginBehind(replay.gapTo())) {
                end = replay.run(Moment.LAST);
            }
            if (end != Replay.End.STOPPED) {
                return fail("No evaluation with prefix or id \"" + prefix + "\" was decided in what the journal has.");
            }
            try (PastApi api = new PastApi(replay)) {
                print(api, found);
            }
            return 0;
        } catch (final ApiException ex) {
            return fail("The decision cannot be read: " + ex.getMessage());
        }
    }

    private void print(final PastApi api, final Found found) throws ApiException {
        final Doc eval = api.get("/v1/evaluation/" + found.id, new Query());
        final TimelineEntry cause = found.cause;
        ui().output(new KeyValues()
                .add("Evaluation", String.valueOf(found.id))
                .add("Job", eval.text("Namespace") + "/" + eval.text("JobID"))
                .add("Triggered By", eval.text("TriggeredBy"))
                .add("Status", eval.text("Status"))
                .add("Decided", cause == null ? "" : cause.time() + ", log position " + cause.position())
                .add("By", cause == null ? "" : cause.what())
                .add("Index", cause == null ? "" : Long.toString(cause.indexAfter()))
                .toString());
        final Doc placed = api.get("/v1/evaluation/" + found.id + "/allocations", new Query());
        final Table table = new Table("Allocation", "Node", "Group", "Score", "Parts");
        for (final Doc alloc : placed.items()) {
            addPlacement(table, api.get("/v1/allocation/" + alloc.text("ID"), new Query()));
        }
        if (table.rowCount() > 0) {
            ui().output("\n" + table);
        }
        final Query query =
                new Query().with("namespace", eval.text("Namespace")).with("nodes", flags.text("nodes"));
        final Doc explanation = api.get("/v1/evaluation/" + found.id + "/explain", query);
        ui().output("\n" + ExplanationText.of(explanation, flags.text("group"), flags.isOn("verbose")));
    }

    private static void addPlacement(final Table table, final Doc alloc) {
        String score = "";
        final StringBuilder parts = new StringBuilder();
        for (final Doc node : alloc.get("Metrics").get("ScoreMetaData").items()) {
            if (node.text("NodeID").equals(alloc.text("NodeID"))) {
                score = String.format(Locale.ROOT, "%.3f", node.get("NormScore").decimal());
                for (final Map.Entry<String, Doc> part :
                        node.get("Scores").fields().entrySet()) {
                    parts.append(parts.length() == 0 ? "" : ", ")
                            .append(part.getKey())
                            .append(String.format(
                                    Locale.ROOT, " %.3f", part.getValue().decimal()));
                }
            }
        }
        table.row(alloc.text("ID"), alloc.text("NodeName"), alloc.text("TaskGroup"), score, parts.toString());
    }

    /** Looks for an evaluation that is decided, by whole id or by the begin of it. */
    private static final class Found {
        private final String prefix;
        private @Nullable UUID id;
        private @Nullable TimelineEntry cause;

        Found(final String prefix) {
            if (prefix.length() < 4) {
                throw new IllegalArgumentException(
                        "'" + prefix + "' is too short; expected 4 or more characters of the id");
            }
            this.prefix = prefix;
        }

        boolean isDecided(final StateMachine machine) {
            final Engine engine = machine.engine();
            if (engine == null) {
                return false;
            }
            final EvalTable evals = engine.state().evals();
            final Slab rows = evals.rows();
            if (prefix.length() == 36) {
                final UUID whole = UUID.fromString(prefix);
                final int row = evals.find(whole.getMostSignificantBits(), whole.getLeastSignificantBits());
                return row != Slab.NULL_ROW && isDecided(evals, row);
            }
            for (int row = rows.first(); row != Slab.NULL_ROW; row = rows.next(row)) {
                final String text = new UUID(evals.idHigh(row), evals.idLow(row)).toString();
                if (text.startsWith(prefix) && isDecided(evals, row)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isDecided(final EvalTable evals, final int row) {
            if (evals.status(row) == EvalStatus.PENDING) {
                return false;
            }
            id = new UUID(evals.idHigh(row), evals.idLow(row));
            return true;
        }
    }
}
