package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job before and after.
 *
 * @param type kind of change.
 * @param id of the job.
 * @param fields its values.
 * @param objects its blocks.
 * @param groups its task groups.
 */
public record JobDiff(
        DiffType type, String id, List<FieldDiff> fields, List<ObjectDiff> objects, List<GroupDiff> groups) {
    /** Copies the lists. */
    public JobDiff {
        fields = List.copyOf(fields);
        objects = List.copyOf(objects);
        groups = List.copyOf(groups);
    }

    /** What changes from one document to another; before is null for a new job. */
    public static JobDiff between(final @Nullable JsonObject before, final JsonObject after) {
        return JobDiffs.between(before, after);
    }
}
