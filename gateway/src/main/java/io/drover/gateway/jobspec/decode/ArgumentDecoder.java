package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.schema.FieldKind;
import io.drover.gateway.jobspec.schema.FieldSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the values of arguments by the kind of their field. */
final class ArgumentDecoder {

    private static final String UNSUITABLE = "Unsuitable value type";

    private final Evaluator evaluator;
    private final Problems problems;

    ArgumentDecoder(final Evaluator evaluator, final Problems problems) {
        this.evaluator = evaluator;
        this.problems = problems;
    }

    /** Returns the value of a field, or null after noting why there is none. */
    @Nullable
    JsonValue decode(final Expression expression, final Scope scope, final FieldSpec field) {
        final HclValue value;
        try {
            value = evaluator.evaluate(expression, scope);
        } catch (final EvaluationException failure) {
            problems.add(failure.diagnostic());
            if (field.kind().base() != FieldKind.Base.DURATION) {
                unsuitable("value must be known", expression.startRange());
            }
            return null;
        }
        try {
            return field.kind().base() == FieldKind.Base.DURATION
                    ? duration(value, expression)
                    : converted(value, field, expression.startRange());
        } catch (final ConversionException mismatch) {
            unsuitable(String.valueOf(mismatch.getMessage()), expression.startRange());
            return null;
        }
    }

    /** Decodes an argument that holds a map of text, as {@code meta = { … }} does; null after noting a problem. */
    @Nullable
    JsonObject decodeTextMap(final Expression expression, final Scope scope) {
        try {
            final HclValue value =
                    Conversion.convert(evaluator.evaluate(expression, scope), new HclType.MapType(HclType.STRING));
            return value.isNull() ? new JsonObject() : textMap(value, expression.startRange());
        } catch (final EvaluationException failure) {
            problems.add(failure.diagnostic());
        } catch (final ConversionException mismatch) {
            unsuitable(String.valueOf(mismatch.getMessage()), expression.startRange());
        }
        return null;
    }

    /** Returns the value of an argument converted to a type, null values as JSON null; null after noting a problem. */
    @Nullable
    JsonValue decodeElement(final Expression expression, final Scope scope, final HclType type) {
        try {
            final HclValue value = Conversion.convert(evaluator.evaluate(expression, scope), type);
            if (value.isNull()) {
                unsuitable("null value is not allowed", expression.startRange());
                return null;
            }
            return JsonValues.of(value, expression.range());
        } catch (final EvaluationException failure) {
            problems.add(failure.diagnostic());
            unsuitable("value must be known", expression.startRange());
        } catch (final ConversionException mismatch) {
            unsuitable(String.valueOf(mismatch.getMessage()), expression.startRange());
        }
        return null;
    }

    /** Returns a value of the given type, or JSON null when it is null or has a problem, which is noted. */
    JsonValue decodeOptional(final Expression expression, final Scope scope, final HclType type, final String name) {
        try {
            final HclValue value = Conversion.convert(evaluator.evaluate(expression, scope), type);
            return JsonValues.of(value, expression.range());
        } catch (final EvaluationException failure) {
            problems.add(failure.diagnostic());
        } catch (final ConversionException mismatch) {
            problems.error(
                    "Incorrect attribute value type",
                    "Inappropriate value for attribute \"" + name + "\": " + mismatch.getMessage() + ".",
                    expression.startRange());
        }
        return JsonNull.NULL;
    }

    void unsuitable(final String reason, final SourceRange range) {
        problems.error(UNSUITABLE, "Unsuitable value: " + reason, range);
    }

    private @Nullable JsonValue duration(final HclValue value, final Expression expression) throws ConversionException {
        if (value.isNull()) {
            problems.error("Unsuitable value", "Unsuitable duration value: nil", expression.startRange());
            return null;
        }
        if (value instanceof HclValue.Text text) {
            final GoDuration.Parsed parsed = GoDuration.parse(text.value());
            if (parsed.error() != null) {
                problems.error(UNSUITABLE, "Unsuitable duration value: " + parsed.error(), expression.startRange());
                return null;
            }
            return JsonNumber.of(parsed.nanos());
        }
        if (value instanceof HclNumber number) {
            return integer(number, FieldKind.Base.DURATION, expression.startRange());
        }
        unsuitable("expected a string but found " + value.type().label(), expression.startRange());
        return null;
    }

    private @Nullable JsonValue converted(final HclValue value, final FieldSpec field, final SourceRange range)
            throws ConversionException {
        final FieldKind kind = field.kind();
        switch (kind.shape()) {
            case LIST -> {
                final HclType element = kind.base() == FieldKind.Base.STRING ? HclType.STRING : HclType.NUMBER;
                return list(Conversion.convert(value, new HclType.ListType(element)), kind, range);
            }
            case MAP -> {
                final HclValue map = Conversion.convert(value, new HclType.MapType(HclType.STRING));
                return map.isNull() ? JsonNull.NULL : textMap(map, range);
            }
            default -> {
                final HclValue single = Conversion.convert(value, typeOf(kind.base()));
                return single.isNull() ? field.unset() : scalar(single, kind.base(), range);
            }
        }
    }

    private static HclType typeOf(final FieldKind.Base base) {
        return switch (base) {
            case STRING -> HclType.STRING;
            case BOOL -> HclType.BOOL;
            default -> HclType.NUMBER;
        };
    }

    private @Nullable JsonValue list(final HclValue list, final FieldKind kind, final SourceRange range) {
        if (!(list instanceof HclSequence sequence)) {
            return JsonNull.NULL;
        }
        final JsonArray array = new JsonArray();
        for (final HclValue element : sequence.elements()) {
            final JsonValue scalar = element.isNull() ? null : scalar(element, kind.base(), range);
            if (scalar == null) {
                if (element.isNull()) {
                    unsuitable("null value is not allowed", range);
                }
                return null;
            }
            array.add(scalar);
        }
        return array;
    }

    private @Nullable JsonObject textMap(final HclValue map, final SourceRange range) {
        final JsonObject object = new JsonObject();
        for (final Map.Entry<String, HclValue> entry :
                ((HclMapping) map).values().entrySet()) {
            if (!(entry.getValue() instanceof HclValue.Text text)) {
                unsuitable("null value is not allowed", range);
                return null;
            }
            object.put(entry.getKey(), text.value());
        }
        return object;
    }

    private @Nullable JsonValue scalar(final HclValue value, final FieldKind.Base base, final SourceRange range) {
        if (value instanceof HclValue.Text text) {
            return new JsonString(text.value());
        }
        if (value instanceof HclValue.Bool bool) {
            return JsonBoolean.of(bool.value());
        }
        return integer((HclNumber) value, base, range);
    }

    private @Nullable JsonValue integer(final HclNumber number, final FieldKind.Base base, final SourceRange range) {
        if (number.isInt64() && number.longValue() >= base.min() && number.longValue() <= base.max()) {
            return JsonNumber.of(number.longValue());
        }
        unsuitable(
                base.min() == 0
                        ? "value must be a whole number, between 0 and " + base.max() + " inclusive"
                        : "value must be a whole number, between " + base.min() + " and " + base.max(),
                range);
        return null;
    }
}
