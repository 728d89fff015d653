package io.drover.gateway.diff;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task group before and after.
 *
 * @param type kind of change.
 * @param name of the group.
 * @param fields its values.
 * @param objects its blocks.
 * @param tasks its tasks.
 * @param updates how many allocations a plan treats how; null without a plan.
 */
public record GroupDiff(
        DiffType type,
        String name,
        List<FieldDiff> fields,
        List<ObjectDiff> objects,
        List<TaskDiff> tasks,
        @Nullable Map<String, Integer> updates) {
    /** Copies the collections. */
    public GroupDiff {
        fields = List.copyOf(fields);
        objects = List.copyOf(objects);
        tasks = List.copyOf(tasks);
        updates = updates == null ? null : Map.copyOf(updates);
    }
}
