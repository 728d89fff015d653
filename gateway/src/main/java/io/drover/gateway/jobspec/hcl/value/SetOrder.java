package io.drover.gateway.jobspec.hcl.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** The order in which the elements of a set are visited: false before true, numbers by size, text by code point. */
final class SetOrder {

    private static final Comparator<HclValue> BY_KIND_AND_VALUE = (left, right) -> {
        if (left instanceof HclValue.Text a && right instanceof HclValue.Text b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof HclNumber a && right instanceof HclNumber b) {
            return a.compareTo(b);
        }
        if (left instanceof HclValue.Bool a && right instanceof HclValue.Bool b) {
            return Boolean.compare(a.value(), b.value());
        }
        return Boolean.compare(left.isNull(), right.isNull());
    };

    private SetOrder() {}

    static List<HclValue> distinctAndSorted(final List<? extends HclValue> elements) {
        final List<HclValue> distinct = new ArrayList<>(new LinkedHashSet<>(elements));
        distinct.sort(BY_KIND_AND_VALUE);
        return List.copyOf(distinct);
    }
}
