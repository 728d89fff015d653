package io.drover.gateway.jobspec.hcl.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value of the job language. Immutable; equality is by type and content. */
public sealed interface HclValue
        permits HclValue.Text, HclNumber, HclValue.Bool, HclValue.Null, HclSequence, HclMapping {

    /** Text. */
    record Text(String value) implements HclValue {
        /** Makes text of bounded length. */
        public Text {
            ValueWeight.ofText(value);
        }

        @Override
        public HclType type() {
            return HclType.STRING;
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements HclValue {
        @Override
        public HclType type() {
            return HclType.BOOL;
        }
    }

    /** The absence of a value of some type. */
    record Null(HclType type) implements HclValue {}

    /** Returns the type. */
    HclType type();

    /** Tells whether this is a null. */
    default boolean isNull() {
        return this instanceof Null;
    }

    /** Stops a computation that would make text of more than the allowed length, before the memory is spent. */
    static void checkTextLength(final long length) {
        ValueWeight.ofLength(length);
    }

    /** Makes text. */
    static HclValue of(final String text) {
        return new Text(text);
    }

    /** Makes a truth value. */
    static HclValue of(final boolean value) {
        return new Bool(value);
    }

    /** Makes a null without a type. */
    static HclValue untypedNull() {
        return new Null(HclType.DYNAMIC);
    }

    /** Makes a whole number. */
    static HclValue of(final long value) {
        return new HclNumber(BigDecimal.valueOf(value));
    }

    /** Makes a tuple whose types are those of its elements. */
    static HclSequence tuple(final List<? extends HclValue> elements) {
        final List<HclType> types = new ArrayList<>(elements.size());
        for (final HclValue element : elements) {
            types.add(element.type());
        }
        return new HclSequence(new HclType.TupleType(List.copyOf(types)), elements);
    }

    /** Makes an object whose types are those of its values. */
    static HclMapping object(final Map<String, ? extends HclValue> attributes) {
        final SortedMap<String, HclType> types = new TreeMap<>();
        attributes.forEach((name, value) -> types.put(name, value.type()));
        return new HclMapping(
                new HclType.ObjectType(Collections.unmodifiableSortedMap(types)), new TreeMap<>(attributes));
    }

    /** Makes a list; every element must already be of the element type. */
    static HclSequence list(final HclType element, final List<? extends HclValue> elements) {
        return new HclSequence(new HclType.ListType(element), elements);
    }

    /** Makes a set; duplicates are dropped and strings and numbers are put in order, as iteration shows them. */
    static HclSequence set(final HclType element, final List<? extends HclValue> elements) {
        return new HclSequence(new HclType.SetType(element), SetOrder.distinctAndSorted(elements));
    }

    /** Makes a map; every value must already be of the element type. */
    static HclMapping map(final HclType element, final Map<String, ? extends HclValue> values) {
        return new HclMapping(new HclType.MapType(element), new TreeMap<>(values));
    }
}
