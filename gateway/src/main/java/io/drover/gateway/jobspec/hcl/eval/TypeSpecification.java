package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an expression as a type: {@code string}, {@code list(number)}, {@code object({a = bool})}. */
public final class TypeSpecification {

    private static final String SUMMARY = "Invalid type specification";

    private TypeSpecification() {}

    /** Returns the type that an expression spells. */
    public static HclType of(final Expression expression) throws EvaluationException {
        if (expression instanceof Expression.Traversal keyword
                && keyword.selectors().isEmpty()) {
            return keyword(keyword.root(), keyword.range());
        }
        if (expression instanceof Expression.Call call) {
            return constructed(call);
        }
        throw new EvaluationException(
                SUMMARY,
                "A type specification is either a primitive type keyword (bool, number, string) or a complex type"
                        + " constructor call, like list(string).",
                expression.range());
    }

    private static HclType keyword(final String word, final SourceRange range) throws EvaluationException {
        return switch (word) {
            case "bool" -> HclType.BOOL;
            case "string" -> HclType.STRING;
            case "number" -> HclType.NUMBER;
            case "any" ->
                throw new EvaluationException(
                        SUMMARY,
                        "The keyword \"any\" cannot be used in this type specification: an exact type is required.",
                        range);
            case "list", "map", "set" -> throw elementTypeMissing(word, range);
            case "object" ->
                throw new EvaluationException(
                        SUMMARY,
                        "The object type constructor requires one argument specifying the attribute types and values as a"
                                + " map.",
                        range);
            case "tuple" ->
                throw new EvaluationException(
                        SUMMARY,
                        "The tuple type constructor requires one argument specifying the element types as a list.",
                        range);
            default ->
                throw new EvaluationException(
                        SUMMARY, "The keyword \"" + word + "\" is not a valid type specification.", range);
        };
    }

    private static HclType constructed(final Expression.Call call) throws EvaluationException {
        final Expression argument =
                call.arguments().size() == 1 ? call.arguments().get(0) : null;
        switch (call.name()) {
            case "list", "set", "map" -> {
                if (argument == null) {
                    throw elementTypeMissing(call.name(), call.range());
                }
                final HclType element = of(argument);
                return switch (call.name()) {
                    case "list" -> new HclType.ListType(element);
                    case "set" -> new HclType.SetType(element);
                    default -> new HclType.MapType(element);
                };
            }
            case "object" -> {
                return object(argument, call.range());
            }
            case "tuple" -> {
                return tuple(argument, call.range());
            }
            case "bool", "string", "number" ->
                throw new EvaluationException(
                        SUMMARY,
                        "Primitive type keyword \"" + call.name() + "\" does not expect arguments.",
                        call.range());
            case "optional" ->
                throw new EvaluationException(
                        SUMMARY,
                        "Keyword \"optional\" is valid only as a modifier for object type attributes.",
                        call.range());
            default ->
                throw new EvaluationException(
                        SUMMARY, "Keyword \"" + call.name() + "\" is not a valid type constructor.", call.range());
        }
    }

    private static HclType object(final @Nullable Expression argument, final SourceRange range)
            throws EvaluationException {
        if (!(argument instanceof Expression.ObjectOf object)) {
            throw new EvaluationException(
                    SUMMARY,
                    "Object type constructor requires a map whose keys are attribute names and whose values are the"
                            + " corresponding attribute types.",
                    range);
        }
        final SortedMap<String, HclType> attributes = new TreeMap<>();
        for (final Expression.Item item : object.items()) {
            final String name = attributeName(item.key());
            if (item.value() instanceof Expression.Call call && call.name().equals("optional")) {
                throw new EvaluationException(
                        SUMMARY,
                        "Optional attribute modifier is only for type constraints, not for exact types.",
                        call.range());
            }
            if (attributes.put(name, of(item.value())) != null) {
                throw new EvaluationException(
                        SUMMARY,
                        "Object constructor map keys must be unique.",
                        item.key().range());
            }
        }
        return new HclType.ObjectType(attributes);
    }

    private static String attributeName(final Expression key) throws EvaluationException {
        if (key instanceof Expression.Traversal name && name.selectors().isEmpty()) {
            return name.root();
        }
        if (key instanceof Expression.Literal literal && literal.value() instanceof HclValue.Text text) {
            return text.value();
        }
        throw new EvaluationException(SUMMARY, "Object constructor map keys must be attribute names.", key.range());
    }

    private static HclType tuple(final @Nullable Expression argument, final SourceRange range)
            throws EvaluationException {
        if (!(argument instanceof Expression.TupleOf tuple)) {
            throw new EvaluationException(SUMMARY, "Tuple type constructor requires a list of element types.", range);
        }
        final List<HclType> elements = new ArrayList<>();
        for (final Expression element : tuple.elements()) {
            elements.add(of(element));
        }
        return new HclType.TupleType(List.copyOf(elements));
    }

    private static EvaluationException elementTypeMissing(final String word, final SourceRange range) {
        return new EvaluationException(
                SUMMARY, "The " + word + " type constructor requires one argument specifying the element type.", range);
    }
}
