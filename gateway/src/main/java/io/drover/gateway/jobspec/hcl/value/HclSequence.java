package io.drover.gateway.jobspec.hcl.value;

import java.util.List;

/** A list, set or tuple. */
public final class HclSequence implements HclValue {

    private final HclType type;
    private final List<HclValue> elements;
    private final int weight;

    /**
     * Makes a sequence.
     *
     * @param type a list, set or tuple type that fits the elements
     * @param elements in order of iteration
     */
    HclSequence(final HclType type, final List<? extends HclValue> elements) {
        this.type = type;
        this.elements = List.copyOf(elements);
        this.weight = ValueWeight.ofParts(elements);
    }

    /** Returns the elements in order of iteration. */
    public List<HclValue> elements() {
        return elements;
    }

    /** Tells whether this is a set, whose elements have no positions. */
    public boolean isSet() {
        return type instanceof HclType.SetType;
    }

    /** Tells whether this is a tuple, whose elements may differ in type. */
    public boolean isTuple() {
        return type instanceof HclType.TupleType;
    }

    /** Returns the number of elements. */
    public int size() {
        return elements.size();
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
        return other instanceof HclSequence sequence
                && weight == sequence.weight
                && type.equals(sequence.type)
                && elements.equals(sequence.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return elements.toString();
    }
}
