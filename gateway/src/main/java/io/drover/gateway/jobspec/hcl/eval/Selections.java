package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.syntax.NameSuggestion;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.List;
import java.util.stream.Collectors;

/** Takes attributes and elements of values. */
public final class Selections {

    private static final String INVALID_INDEX = "Invalid index";
    private static final String NO_ELEMENT = "The given key does not identify an element in this collection value";
    private static final String UNSUPPORTED_ATTRIBUTE = "Unsupported attribute";
    private static final int NAMES_SHOWN_MAX = 20;

    private Selections() {}

    /** Returns the attribute of an object or the element of a map. */
    public static HclValue attribute(final HclValue value, final String name, final SourceRange range)
            throws EvaluationException {
        if (value.isNull()) {
            throw new EvaluationException(
                    "Attempt to get attribute from null value",
                    "This value is null, so it does not have any attributes.",
                    range);
        }
        if (value instanceof HclMapping mapping) {
            final HclValue found = mapping.values().get(name);
            if (found != null) {
                return found;
            }
            throw mapping.isMap()
                    ? new EvaluationException(
                            "Missing map element",
                            "This map does not have an element with the key \"" + name + "\".",
                            range)
                    : new EvaluationException(
                            UNSUPPORTED_ATTRIBUTE,
                            "This object does not have an attribute named \"" + name + "\".",
                            range,
                            advice(name, mapping));
        }
        throw new EvaluationException(UNSUPPORTED_ATTRIBUTE, noAttributes(value, name), range);
    }

    private static String advice(final String name, final HclMapping mapping) {
        final String meant = NameSuggestion.sentence(name, mapping.values().keySet());
        if (!meant.isEmpty() || mapping.values().isEmpty()) {
            return meant.strip();
        }
        return "There are: "
                + mapping.values().keySet().stream().limit(NAMES_SHOWN_MAX).collect(Collectors.joining(", "))
                + (mapping.values().size() > NAMES_SHOWN_MAX ? ", …" : "") + ".";
    }

    private static String noAttributes(final HclValue value, final String name) {
        if (value instanceof HclSequence) {
            return value.type() instanceof HclType.ListType list && list.element() instanceof HclType.ObjectType
                    ? "Can't access attributes on a list of objects. Did you mean to access attribute \"" + name
                            + "\" for a specific element, or across all elements of the list?"
                    : "This value does not have any attributes.";
        }
        return "Can't access attributes on a primitive-typed value ("
                + value.type().label() + ").";
    }

    /** Returns the element of a list, tuple, map or object. */
    public static HclValue index(final HclValue collection, final HclValue key, final SourceRange range)
            throws EvaluationException {
        if (collection.isNull()) {
            throw new EvaluationException(
                    "Attempt to index null value", "This value is null, so it does not have any indices.", range);
        }
        if (key.isNull()) {
            throw new EvaluationException(INVALID_INDEX, "Can't use a null value as an indexing key.", range);
        }
        if (collection instanceof HclSequence sequence) {
            if (sequence.isSet()) {
                throw new EvaluationException(
                        INVALID_INDEX,
                        "Elements of a set are identified only by their value and don't have any separate index or key to"
                                + " select with, so it's only possible to perform operations across all elements of the"
                                + " set.",
                        range);
            }
            return element(sequence.elements(), (HclNumber) convertKey(key, HclType.NUMBER, range), range);
        }
        if (collection instanceof HclMapping mapping) {
            final HclValue name = convertKey(key, HclType.STRING, range);
            final HclValue found = mapping.values().get(((HclValue.Text) name).value());
            if (found != null) {
                return found;
            }
            final String advice = !mapping.isMap() && key instanceof HclNumber
                    ? ". An object only supports looking up attributes by name, not by numeric index."
                    : ".";
            throw new EvaluationException(INVALID_INDEX, NO_ELEMENT + advice, range);
        }
        throw new EvaluationException(INVALID_INDEX, "This value does not have any indices.", range);
    }

    private static HclValue element(final List<HclValue> elements, final HclNumber index, final SourceRange range)
            throws EvaluationException {
        final String reason;
        if (!index.isWhole()) {
            reason = "indexing a sequence requires a whole number, but the given index has a fractional part.";
        } else if (index.signum() < 0) {
            reason = "a negative number is not a valid index for a sequence.";
        } else if (elements.isEmpty()) {
            reason = "the collection has no elements.";
        } else if (!index.isInt64() || index.longValue() >= elements.size()) {
            reason = "the given index is greater than or equal to the length of the collection.";
        } else {
            return elements.get((int) index.longValue());
        }
        throw new EvaluationException(INVALID_INDEX, NO_ELEMENT + ": " + reason, range);
    }

    private static HclValue convertKey(final HclValue key, final HclType type, final SourceRange range)
            throws EvaluationException {
        try {
            return Conversion.convert(key, type);
        } catch (final ConversionException unsuitable) {
            throw new EvaluationException(INVALID_INDEX, NO_ELEMENT + ": " + unsuitable.getMessage() + ".", range);
        }
    }
}
