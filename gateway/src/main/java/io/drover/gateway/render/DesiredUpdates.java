package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.snapshot.EvalRowDecoder;

/** What a plan does to one task group, as evaluations and dry runs show it. */
record DesiredUpdates(
        int ignore,
        int place,
        int migrate,
        int stop,
        int inPlaceUpdate,
        int destructiveUpdate,
        int canary,
        int preemptions,
        int disconnect,
        int reconnect) {
    static DesiredUpdates of(final EvalRowDecoder.QueuedDecoder row) {
        return new DesiredUpdates(
                row.ignore(),
                row.place(),
                row.migrate(),
                row.stop(),
                row.inPlaceUpdate(),
                row.destructiveUpdate(),
                row.canary(),
                row.preemptions(),
                row.disconnect(),
                row.reconnect());
    }

    /** Whether the plan made new allocations, or would have if there were room. */
    boolean places() {
        return place + migrate + destructiveUpdate + canary > 0;
    }

    void write(final JsonWriter json) {
        json.beginObject();
        Fields.number(json, "Canary", canary);
        Fields.number(json, "DestructiveUpdate", destructiveUpdate);
        Fields.number(json, "Disconnect", disconnect);
        Fields.number(json, "Ignore", ignore);
        Fields.number(json, "InPlaceUpdate", inPlaceUpdate);
        Fields.number(json, "Migrate", migrate);
        Fields.number(json, "Place", place);
        Fields.number(json, "Preemptions", preemptions);
        Fields.number(json, "Reconnect", reconnect);
        // The reference shows reschedules as stops and placements only.
        Fields.number(json, "RescheduleLater", 0);
        Fields.number(json, "RescheduleNow", 0);
        Fields.number(json, "Stop", stop);
        json.endObject();
    }
}
