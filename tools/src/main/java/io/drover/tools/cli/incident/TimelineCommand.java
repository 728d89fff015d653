package io.drover.tools.cli.incident;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.tools.cli.text.Table;
import io.drover.tools.replay.JournalHome;
import io.drover.tools.replay.Timeline;
import io.drover.tools.replay.TimelineEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** {@code incident timeline}: the journal as an audit log. */
final class TimelineCommand extends IncidentCommand {
    TimelineCommand() {
        super(
                "timeline",
                "[options] [words]",
                "Lists who did what when, oldest first. With words, only what has all of them: ids, names of jobs,"
                        + " accessors of tokens, servers.");
        flags.text("from", "moment", "0", "Begins there: " + MOMENTS + ". Default = 0.")
                .text("to", "moment", "end", "Ends there. Default = end.")
                .integer("n", 1_000, "At most so many lines, the last ones. Default = 1000.")
                .bool("all", "Also what every cluster does all the time: heartbeats, the passing of time.")
                .bool("json", "Prints JSON.");
    }

    @Override
    int look(final JournalHome home, final List<String> rest) {
        final long limit = flags.number("n");
        if (limit < 1 || limit > 1_000_000) {
            return fail("-n is " + limit + "; expected 1 to 1000000");
        }
        final Deque<TimelineEntry> lines = new ArrayDeque<>();
        new Timeline().read(home, moment("from"), moment("to"), line -> {
            if (isWanted(line, rest)) {
                lines.add(line);
                if (lines.size() > limit) {
                    lines.remove();
                }
            }
            return true;
        });
        print(lines);
        return 0;
    }

    /** The passing of time is of interest where it did something. */
    private boolean isWanted(final TimelineEntry line, final List<String> words) {
        if (!flags.isOn("all") && line.isRoutine() && !line.isEffective()) {
            return false;
        }
        final String whole = line.what() + ' ' + line.actor() + ' ' + line.gateway();
        return words.stream().allMatch(whole::contains);
    }

    private void print(final Deque<TimelineEntry> lines) {
        if (flags.isOn("json")) {
            final JsonArray array = new JsonArray();
            lines.forEach(line -> array.add(line.json()));
            ui().output(new String(JsonWriter.bytes(array, true), StandardCharsets.UTF_8).stripTrailing());
            return;
        }
        final Table table = new Table("Time", "Log", "Index", "Who", "Through", "What").keepBlanks();
        for (final TimelineEntry line : lines) {
            table.row(
                    line.time(),
                    "@" + line.position(),
                    line.isEffective() ? Long.toString(line.indexAfter()) : "-",
                    line.actor(),
                    line.gateway(),
                    line.what());
        }
        ui().output(table.toString());
    }
}
