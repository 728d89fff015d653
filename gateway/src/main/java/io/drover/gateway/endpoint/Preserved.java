package io.drover.gateway.endpoint;

import io.drover.gateway.jobspec.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Takes over from the registered job what a registration asks to keep. */
final class Preserved {
    private Preserved() {}

    static void apply(final JsonObject job, final JsonObject stored, final boolean counts, final boolean resources) {
        for (final JsonObject group : job.objects("TaskGroups")) {
            final JsonObject storedGroup = named(stored, "TaskGroups", group.text("Name"));
            if (storedGroup == null) {
                continue;
            }
            if (counts) {
                group.put("Count", storedGroup.value("Count"));
            }
            if (resources) {
                for (final JsonObject task : group.objects("Tasks")) {
                    final JsonObject storedTask = named(storedGroup, "Tasks", task.text("Name"));
                    if (storedTask != null) {
                        task.put("Resources", storedTask.value("Resources"));
                    }
                }
            }
        }
    }

    private static @Nullable JsonObject named(final JsonObject holder, final String list, final String name) {
        for (final JsonObject each : holder.objects(list)) {
            if (each.text("Name").equals(name)) {
                return each;
            }
        }
        return null;
    }
}
