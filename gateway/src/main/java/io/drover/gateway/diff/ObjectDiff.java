package io.drover.gateway.diff;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * A block before and after.
 *
 * @param type kind of change.
 * @param name of the block.
 * @param fields its values.
 * @param objects blocks within it.
 */
public record ObjectDiff(DiffType type, String name, List<FieldDiff> fields, List<ObjectDiff> objects) {
    static final Comparator<ObjectDiff> ORDER = Comparator.comparing(ObjectDiff::name)
            .thenComparing(ObjectDiff::type)
            .thenComparing(each -> each.fields.size())
            .thenComparing(each -> each.objects.size())
            .thenComparing(ObjectDiff::compareFields);

    /** Copies the lists. */
    public ObjectDiff {
        fields = List.copyOf(fields);
        objects = List.copyOf(objects);
    }

    private static int compareFields(final ObjectDiff left, final ObjectDiff right) {
        final Iterator<FieldDiff> others = right.fields.iterator();
        for (final FieldDiff field : left.fields) {
            final int order = others.hasNext() ? FieldDiff.ORDER.compare(field, others.next()) : 0;
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
