package io.drover.tools.replay;

import io.drover.gateway.jobspec.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a timeline: who did what when.
 *
 * @param timestampMs time of the entry.
 * @param position in the log behind it.
 * @param indexBefore index of the last step before it.
 * @param indexAfter index of the last step after it; the same when nothing changed.
 * @param what it was.
 * @param actor who asked: accessor of a token, or how he was recognized; empty for the cluster itself.
 * @param gateway through which it came: the name of a server, or the number of a gateway that did not say its name yet; empty when
 *     through none.
 * @param isRoutine whether every cluster does this all the time.
 */
public record TimelineEntry(
        long timestampMs,
        long position,
        long indexBefore,
        long indexAfter,
        String what,
        String actor,
        String gateway,
        boolean isRoutine) {
    /** Whether the entry changed anything. */
    public boolean isEffective() {
        return indexAfter != indexBefore;
    }

    /** The time as text. */
    public String time() {
        return Instant.ofEpochMilli(timestampMs).toString();
    }

    /** As JSON. */
    public JsonObject json() {
        return new JsonObject()
                .put("Actor", actor)
                .put("Gateway", gateway)
                .put("Index", indexAfter)
                .put("IndexBefore", indexBefore)
                .put("LogPosition", position)
                .put("Time", time())
                .put("What", what);
    }

    /** A gap has no entry. */
    static TimelineEntry gap(final long from, final long to, final long count, final long timestampMs) {
        return new TimelineEntry(
                timestampMs,
                to,
                0,
                0,
                "GAP: " + (count > 0 ? count + " entries" : "entries") + " between log positions " + from + " and " + to
                        + " are missing",
                "",
                "",
                false);
    }

    @Override
    public String toString() {
        final @Nullable String index = isEffective() ? indexBefore + "→" + indexAfter : "-";
        return time() + " @" + position + " " + index + " " + what;
    }
}
