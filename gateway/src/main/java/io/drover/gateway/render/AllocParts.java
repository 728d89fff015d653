package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Health;
import java.util.List;

/** What an allocation and its list form have in common. */
final class AllocParts {
    private static final String[] WISHES = {
        "ForceReschedule", "Migrate", "MigrateDisablePlacement", "NoShutdownDelay", "Reschedule"
    };
    private static final int[] WISH_BITS = {4, 0, 8, 6, 2};

    private AllocParts() {}

    static void transition(final JsonWriter json, final int bits) {
        json.beginObject();
        for (int i = 0; i < WISHES.length; i++) {
            json.name(WISHES[i]);
            if ((bits >> WISH_BITS[i] & 1) == 0) {
                json.nil();
            } else {
                json.bool((bits >> WISH_BITS[i] + 1 & 1) != 0);
            }
        }
        json.endObject();
    }

    static void deploymentStatus(final JsonWriter json, final AllocView row) {
        json.beginObject();
        Fields.bool(json, "Canary", row.isCanary);
        json.name("Healthy");
        if (row.health == Health.UNSET) {
            json.nil();
        } else {
            json.bool(row.health == Health.HEALTHY);
        }
        Fields.number(json, "ModifyIndex", row.healthModifyIndex);
        json.name("Timestamp");
        if (row.healthTimestampMs == 0) {
            json.nil();
        } else {
            json.string(Texts.time(row.healthTimestampMs));
        }
        json.endObject();
    }

    static void rescheduleTracker(final JsonWriter json, final AllocView row) {
        json.beginObject().name("Events").beginArray();
        for (final AllocView.Reschedule event : row.reschedules) {
            json.beginObject();
            Fields.number(json, "Delay", Texts.nanos(event.delayMs()));
            Fields.text(json, "PrevAllocID", event.previousAllocation());
            Fields.text(json, "PrevNodeID", event.previousNode());
            Fields.number(json, "RescheduleTime", Texts.nanos(event.timeMs()));
            json.endObject();
        }
        json.endArray();
        Fields.text(json, "LastReschedule", row.rescheduleNoPlacement ? "no placement" : "ok");
        json.endObject();
    }

    static void ids(final JsonWriter json, final List<String> ids) {
        json.beginArray();
        ids.forEach(json::string);
        json.endArray();
    }
}
