package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Visits the elements of a value. */
public final class Iteration {

    private Iteration() {}

    /**
     * Returns keys and elements: positions for lists and tuples, names for maps and objects, the elements themselves for
     * sets; or null when the value has no elements.
     */
    public static @Nullable List<Map.Entry<HclValue, HclValue>> entries(final HclValue value) {
        final List<Map.Entry<HclValue, HclValue>> entries = new ArrayList<>();
        if (value instanceof HclSequence sequence) {
            for (final HclValue element : sequence.elements()) {
                final HclValue key = sequence.isSet() ? element : HclValue.of(entries.size());
                entries.add(Map.entry(key, element));
            }
            return entries;
        }
        if (value instanceof HclMapping mapping) {
            mapping.values().forEach((name, element) -> entries.add(Map.entry(HclValue.of(name), element)));
            return entries;
        }
        return null;
    }
}
