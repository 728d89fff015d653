package io.drover.gateway.jobspec.hcl.value;

import java.util.Collections;
import java.util.SortedMap;

/** A map or object. */
public final class HclMapping implements HclValue {

    private final HclType type;
    private final SortedMap<String, HclValue> values;
    private final int weight;

    /**
     * Makes a mapping.
     *
     * @param type a map or object type that fits the values
     * @param values by name; not changed afterwards
     */
    HclMapping(final HclType type, final SortedMap<String, HclValue> values) {
        this.type = type;
        this.values = Collections.unmodifiableSortedMap(values);
        this.weight = ValueWeight.ofParts(values.values());
    }

    /** Returns the values by name. */
    public SortedMap<String, HclValue> values() {
        return values;
    }

    /** Tells whether this is a map rather than an object. */
    public boolean isMap() {
        return type instanceof HclType.MapType;
    }

    int weight() {
        return weight;
    }

    @Override
    public HclType type() {
        return type;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof HclMapping mapping
                && weight == mapping.weight
                && type.equals(mapping.type)
                && values.equals(mapping.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
