package io.drover.tools.cli.incident;

import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.replay.JournalHome;
import io.drover.tools.replay.Moment;
import io.drover.tools.replay.ObjectWatch;
import io.drover.tools.replay.PastApi;
import io.drover.tools.replay.Replay;
import io.drover.tools.replay.Timeline;
import io.drover.tools.replay.TimelineEntry;
import java.util.List;
import java.util.Locale;

/** {@code incident replay}: whether the recorded entries still lead where they led. */
final class ReplayCommand extends IncidentCommand {
    ReplayCommand() {
        super(
                "replay",
                "[options]",
                "Loads the earliest state, or the one before a moment, applies the recorded entries with the code that applied"
                        + " them first, and compares index and effects of each, and the state at every recorded digest."
                        + " Stops at the first difference, with exit code 1.");
        flags.text(
                        "from",
                        "moment",
                        "",
                        "Begins with the nearest state before: " + MOMENTS + ". Default = the earliest.")
                .text("to", "moment", "end", "Ends there. Default = end.")
                .text(
                        "break-on",
                        "object",
                        "",
                        "Stops where an object is made, changed or removed: alloc=ID, job=[NAMESPACE/]ID, node=ID, eval=ID or"
                                + " deployment=ID. Prints the entry and the object behind it.")
                .integer("breaks", 1, "Stops at that many changes. Default = 1.");
    }

    @Override
    int look(final JournalHome home, final List<String> rest) {
        final Moment to = moment("to");
        final long startNs = System.nanoTime();
        if (flags.isGiven("break-on")) {
            return breakOn(home, ObjectWatch.parse(flags.text("break-on")), to);
        }
        try (Replay replay = new Replay(home, true, error -> ui().error(String.valueOf(error)))) {
            begin(replay, flags.text("from"));
            final long begin = replay.position();
            final long[] beginMs = {replay.timestampMs()};
            replay.listener((entry, command, machine) -> {
                if (beginMs[0] == 0) {
                    beginMs[0] = entry.timestampMs();
                }
                return true;
            });
            Replay.End end = replay.run(to);
            int gaps = 0;
            while (end == Replay.End.GAP) {
                gaps++;
                ui().output("Entries up to log position " + replay.gapTo()
                        + " are missing; going on with the next snapshot.");
                if (!replay.beginBehind(replay.gapTo())) {
                    return fail("There is no snapshot behind log position " + replay.gapTo() + ".");
                }
                end = replay.run(to);
            }
            print(replay, begin, beginMs[0], gaps, (System.nanoTime() - startNs) / 1e9);
            if (end == Replay.End.DIFFERENCE) {
                return fail("The replay differs: " + replay.difference());
            }
            return 0;
        }
    }

    /** Goes from change to change of one object. */
    private int breakOn(final JournalHome home, final ObjectWatch watch, final Moment to) {
        final Timeline timeline = new Timeline();
        final TimelineEntry[] last = new TimelineEntry[1];
        int breaks = 0;
        try (Replay replay = open(home)) {
            replay.listener((entry, command, machine) -> {
                last[0] = timeline.of(entry, command);
                return !watch.hasChanged(machine);
            });
            begin(replay, flags.text("from"));
            watch.hasChanged(replay.machine());
            Replay.End end = replay.run(to);
            while (end == Replay.End.STOPPED && breaks < flags.number("breaks")) {
                breaks++;
                ui().output(last[0] + (watch.isThere() ? "" : ", which removed " + watch));
                if (watch.isThere()) {
                    try (PastApi api = new PastApi(replay)) {
                        ui().output(get(api, watch.path(), "").pretty());
                    }
                }
                end = breaks < flags.number("breaks") ? replay.run(to) : end;
            }
            if (end == Replay.End.GAP || end == Replay.End.DIFFERENCE) {
                return fail("The replay ended with a " + end + " behind log position " + replay.position() + ".");
            }
            return breaks > 0 ? 0 : fail("Nothing changed " + watch + ".");
        } catch (final ApiException ex) {
            return fail("The state cannot be read: " + ex.getMessage());
        }
    }

    private void print(
            final Replay replay, final long begin, final long beginMs, final int gaps, final double seconds) {
        ui().output(new KeyValues()
                .add("From", "@" + begin)
                .add(
                        "To",
                        "@" + replay.position() + ", index " + replay.machine().index())
                .add("Entries", replay.applied() + " applied, " + replay.comparedEntries() + " compared")
                .add("State digests", replay.comparedDigests() + " compared")
                .add("Gaps", gaps)
                .add("Digest at the end", Long.toHexString(replay.machine().digest()))
                .add(
                        "Time",
                        String.format(Locale.ROOT, "%.1f s in %.2f s", (replay.timestampMs() - beginMs) / 1e3, seconds))
                .toString());
    }
}
