package io.drover.gateway.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A value before and after.
 *
 * @param type kind of change.
 * @param name of the field.
 * @param before its former value; empty when there was none.
 * @param after its new value; empty when there is none.
 * @param annotations what the change leads to.
 */
public record FieldDiff(DiffType type, String name, String before, String after, List<String> annotations) {
    static final Comparator<FieldDiff> ORDER = Comparator.comparing(FieldDiff::name)
            .thenComparing(FieldDiff::before)
            .thenComparing(FieldDiff::after);

    /** Copies the list. */
    public FieldDiff {
        annotations = List.copyOf(annotations);
    }

    static FieldDiff of(final String name, final String before, final String after) {
        final DiffType type = DiffType.of(!before.isEmpty(), !after.isEmpty(), before.equals(after));
        return new FieldDiff(type, name, before, after, List.of());
    }

    /** The changes between flat values, by name; with the context also what stays. */
    static List<FieldDiff> between(
            final Map<String, String> before, final Map<String, String> after, final boolean withContext) {
        final TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        final List<FieldDiff> fields = new ArrayList<>();
        for (final String name : names) {
            final FieldDiff field = of(name, before.getOrDefault(name, ""), after.getOrDefault(name, ""));
            if (withContext || field.type != DiffType.NONE) {
                fields.add(field);
            }
        }
        return fields;
    }

    FieldDiff annotated(final String annotation) {
        return new FieldDiff(type, name, before, after, List.of(annotation));
    }
}
