package io.drover.gateway.endpoint;

import io.drover.gateway.jobspec.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Takes over the resources of the registered job's tasks, when a registration asks for it. Counts are kept by the state machine. */
final class Preserved {
    private Preserved() {}

    static void apply(final JsonObject job, final JsonObject stored) {
        for (final JsonObject group : job.objects("TaskGroups")) {
            final JsonObject storedGroup = named(stored, "TaskGroups", group.text("Name"));
            if (storedGroup == null) {
                continue;
            }
            for (final JsonObject task : group.objects("Tasks")) {
                final JsonObject storedTask = named(storedGroup, "Tasks", task.text("Name"));
                if (storedTask != null) {
                    task.put("Resources", storedTask.value("Resources"));
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
