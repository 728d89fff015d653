package io.drover.gateway.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes beside the changes of a job what a plan makes of them. */
public final class PlanNotes {
    private static final String FORCES_CREATE = "forces create";
    private static final String FORCES_DESTROY = "forces destroy";
    private static final String FORCES_IN_PLACE = "forces in-place update";
    private static final String FORCES_DESTRUCTIVE = "forces create/destroy update";

    /** Blocks of a task that change without a restart. */
    private static final Set<String> IN_PLACE_BLOCKS = Set.of("Service", "Constraint", "Affinity", "Spread");

    private PlanNotes() {}

    /** The changes with notes; the updates are counts per group by what is done. */
    public static JobDiff annotate(final JobDiff job, final Map<String, Map<String, Integer>> updates) {
        final List<GroupDiff> groups = new ArrayList<>();
        for (final GroupDiff group : job.groups()) {
            groups.add(annotate(group, updates.get(group.name())));
        }
        return new JobDiff(job.type(), job.id(), job.fields(), job.objects(), groups);
    }

    private static GroupDiff annotate(final GroupDiff group, final @Nullable Map<String, Integer> updates) {
        final List<FieldDiff> fields = new ArrayList<>();
        for (final FieldDiff field : group.fields()) {
            fields.add("Count".equals(field.name()) ? noteOnCount(field) : field);
        }
        final List<TaskDiff> tasks = new ArrayList<>();
        for (final TaskDiff task : group.tasks()) {
            tasks.add(annotate(task, group.type()));
        }
        return new GroupDiff(group.type(), group.name(), fields, group.objects(), tasks, updates);
    }

    private static FieldDiff noteOnCount(final FieldDiff count) {
        final long before = number(count.before());
        final long after = number(count.after());
        return before == after ? count : count.annotated(before > after ? FORCES_DESTROY : FORCES_CREATE);
    }

    private static long number(final String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static TaskDiff annotate(final TaskDiff task, final DiffType ofGroup) {
        if (task.type() == DiffType.NONE) {
            return task;
        }
        final String note;
        if (ofGroup == DiffType.ADDED && task.type() == DiffType.ADDED) {
            note = FORCES_CREATE;
        } else if (ofGroup == DiffType.DELETED && task.type() == DiffType.DELETED) {
            note = FORCES_DESTROY;
        } else {
            note = isDestructive(task) ? FORCES_DESTRUCTIVE : FORCES_IN_PLACE;
        }
        return new TaskDiff(task.type(), task.name(), task.fields(), task.objects(), List.of(note));
    }

    private static boolean isDestructive(final TaskDiff task) {
        return task.fields().stream().anyMatch(field -> !"KillTimeout".equals(field.name()))
                || task.objects().stream().anyMatch(PlanNotes::isDestructive);
    }

    private static boolean isDestructive(final ObjectDiff object) {
        if ("LogConfig".equals(object.name())) {
            return object.fields().stream()
                    .anyMatch(field -> "Disabled".equals(field.name()) && field.type() != DiffType.NONE);
        }
        return !IN_PLACE_BLOCKS.contains(object.name());
    }
}
