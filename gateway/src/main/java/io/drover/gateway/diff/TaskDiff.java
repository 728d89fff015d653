package io.drover.gateway.diff;

import java.util.List;

/**
 * A task before and after.
 *
 * @param type kind of change.
 * @param name of the task.
 * @param fields its values.
 * @param objects its blocks.
 * @param annotations what the change leads to.
 */
public record TaskDiff(
        DiffType type, String name, List<FieldDiff> fields, List<ObjectDiff> objects, List<String> annotations) {
    /** Copies the lists. */
    public TaskDiff {
        fields = List.copyOf(fields);
        objects = List.copyOf(objects);
        annotations = List.copyOf(annotations);
    }
}
