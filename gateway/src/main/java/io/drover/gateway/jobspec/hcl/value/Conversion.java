package io.drover.gateway.jobspec.hcl.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into values of a wanted type where that loses nothing: numbers and truth values from and to text, tuples to
 * lists, objects to maps, elements one by one.
 */
public final class Conversion {

    private Conversion() {}

    /**
     * Converts a value.
     *
     * @throws ConversionException with the requirement as its message, for example {@code string required}
     */
    public static HclValue convert(final HclValue value, final HclType wanted) throws ConversionException {
        if (wanted == HclType.DYNAMIC || value.type().equals(wanted)) {
            return value;
        }
        if (value.isNull()) {
            return new HclValue.Null(wanted);
        }
        if (wanted instanceof HclType.Primitive primitive) {
            return toPrimitive(value, primitive);
        }
        if (wanted instanceof HclType.ListType list) {
            return toList(value, list);
        }
        if (wanted instanceof HclType.SetType set) {
            return toSet(value, set);
        }
        if (wanted instanceof HclType.MapType map) {
            return toMap(value, map);
        }
        if (wanted instanceof HclType.TupleType tuple) {
            return toTuple(value, tuple);
        }
        return toObject(value, (HclType.ObjectType) wanted);
    }

    /** Tells whether values of one type can be tried as another; single values may still fail. */
    static boolean isPossible(final HclType from, final HclType to) {
        if (from.equals(to) || from == HclType.DYNAMIC || to == HclType.DYNAMIC) {
            return true;
        }
        if (from instanceof HclType.Primitive && to instanceof HclType.Primitive) {
            return from == HclType.STRING || to == HclType.STRING;
        }
        return false;
    }

    private static HclValue toPrimitive(final HclValue value, final HclType.Primitive wanted)
            throws ConversionException {
        switch (wanted) {
            case STRING -> {
                final String text = textOf(value);
                if (text != null) {
                    return new HclValue.Text(text);
                }
            }
            case NUMBER -> {
                if (value instanceof HclValue.Text text) {
                    final HclNumber number = HclNumber.parse(text.value());
                    if (number == null) {
                        throw new ConversionException("a number is required");
                    }
                    return number;
                }
            }
            case BOOL -> {
                if (value instanceof HclValue.Text text) {
                    return toBool(text.value());
                }
            }
            default -> throw new AssertionError(wanted);
        }
        throw new ConversionException(wanted.label() + " required");
    }

    private static @Nullable String textOf(final HclValue value) {
        if (value instanceof HclValue.Text text) {
            return text.value();
        }
        if (value instanceof HclNumber number) {
            return number.toString();
        }
        if (value instanceof HclValue.Bool bool) {
            return bool.value() ? "true" : "false";
        }
        return null;
    }

    private static HclValue toBool(final String text) throws ConversionException {
        switch (text) {
            case "true", "1" -> {
                return HclValue.of(true);
            }
            case "false", "0" -> {
                return HclValue.of(false);
            }
            default -> {
                final String lower = text.toLowerCase(Locale.ROOT);
                if (lower.equals("true") || lower.equals("false")) {
                    throw new ConversionException(
                            "a bool is required; to convert from string, use lowercase \"" + lower + "\"");
                }
                throw new ConversionException("a bool is required");
            }
        }
    }

    private static HclValue toList(final HclValue value, final HclType.ListType wanted) throws ConversionException {
        if (!(value instanceof HclSequence sequence)) {
            throw new ConversionException(wanted.label() + " required");
        }
        final HclType element = elementType(wanted.element(), sequence.elements());
        return HclValue.list(element, convertAll(sequence.elements(), element, wanted));
    }

    private static HclValue toSet(final HclValue value, final HclType.SetType wanted) throws ConversionException {
        if (!(value instanceof HclSequence sequence)) {
            throw new ConversionException(wanted.label() + " required");
        }
        final HclType element = elementType(wanted.element(), sequence.elements());
        return HclValue.set(element, convertAll(sequence.elements(), element, wanted));
    }

    private static HclValue toMap(final HclValue value, final HclType.MapType wanted) throws ConversionException {
        if (!(value instanceof HclMapping mapping)) {
            throw new ConversionException(wanted.label() + " required");
        }
        final HclType element =
                elementType(wanted.element(), List.copyOf(mapping.values().values()));
        final SortedMap<String, HclValue> converted = new TreeMap<>();
        for (final Map.Entry<String, HclValue> entry : mapping.values().entrySet()) {
            converted.put(entry.getKey(), convertPart(entry.getValue(), element, "element \"" + entry.getKey() + "\""));
        }
        return HclValue.map(element, converted);
    }

    private static HclValue toTuple(final HclValue value, final HclType.TupleType wanted) throws ConversionException {
        if (!(value instanceof HclSequence sequence)
                || !sequence.isTuple()
                || sequence.size() != wanted.elements().size()) {
            throw new ConversionException("tuple required");
        }
        final List<HclValue> converted = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) {
            converted.add(
                    convertPart(sequence.elements().get(i), wanted.elements().get(i), "element " + i));
        }
        return new HclSequence(wanted, List.copyOf(converted));
    }

    private static HclValue toObject(final HclValue value, final HclType.ObjectType wanted) throws ConversionException {
        if (!(value instanceof HclMapping mapping)) {
            throw new ConversionException("object required");
        }
        final SortedMap<String, HclValue> converted = new TreeMap<>();
        for (final Map.Entry<String, HclType> attribute : wanted.attributes().entrySet()) {
            final HclValue part = mapping.values().get(attribute.getKey());
            if (part == null) {
                throw new ConversionException("attribute \"" + attribute.getKey() + "\" is required");
            }
            converted.put(
                    attribute.getKey(),
                    convertPart(part, attribute.getValue(), "attribute \"" + attribute.getKey() + "\""));
        }
        return new HclMapping(wanted, converted);
    }

    private static HclType elementType(final HclType wanted, final List<HclValue> elements) throws ConversionException {
        if (wanted != HclType.DYNAMIC) {
            return wanted;
        }
        final List<HclType> types = new ArrayList<>();
        for (final HclValue element : elements) {
            types.add(element.type());
        }
        final HclType common = types.isEmpty() ? HclType.DYNAMIC : Unification.unify(types);
        if (common == null) {
            throw new ConversionException("all elements must have the same type");
        }
        return common;
    }

    private static List<HclValue> convertAll(final List<HclValue> values, final HclType element, final HclType wanted)
            throws ConversionException {
        final List<HclValue> converted = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            final HclValue value = values.get(i);
            if (!(value instanceof HclSequence) && !(value instanceof HclMapping)) {
                converted.add(convertPart(value, element, "element " + i));
            } else if (element instanceof HclType.Primitive && element != HclType.DYNAMIC) {
                throw new ConversionException(wanted.label() + " required");
            } else {
                converted.add(convertPart(value, element, "element " + i));
            }
        }
        return converted;
    }

    private static HclValue convertPart(final HclValue value, final HclType wanted, final String place)
            throws ConversionException {
        try {
            return convert(value, wanted);
        } catch (final ConversionException part) {
            throw new ConversionException(place + ": " + part.getMessage());
        }
    }
}
