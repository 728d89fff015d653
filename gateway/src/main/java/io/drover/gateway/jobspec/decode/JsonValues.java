package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.Map;

/** Values of expressions as free-form JSON: whole numbers of 64 bits stay exact, others become floating point. */
public final class JsonValues {

    private JsonValues() {}

    public static JsonValue of(final HclValue value, final SourceRange range) throws EvaluationException {
        if (value instanceof HclValue.Text text) {
            return new JsonString(text.value());
        }
        if (value instanceof HclValue.Bool bool) {
            return JsonBoolean.of(bool.value());
        }
        if (value instanceof HclNumber number) {
            return number(number, range);
        }
        if (value instanceof HclSequence sequence) {
            final JsonArray array = new JsonArray();
            for (final HclValue element : sequence.elements()) {
                array.add(of(element, range));
            }
            return array;
        }
        if (value instanceof HclMapping mapping) {
            final JsonObject object = new JsonObject();
            for (final Map.Entry<String, HclValue> entry : mapping.values().entrySet()) {
                object.put(entry.getKey(), of(entry.getValue(), range));
            }
            return object;
        }
        return JsonNull.NULL;
    }

    private static JsonValue number(final HclNumber number, final SourceRange range) throws EvaluationException {
        if (number.isInt64()) {
            return JsonNumber.of(number.longValue());
        }
        final double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw new EvaluationException(
                    "Unsuitable value type", "Unsuitable value: an infinite number cannot be used here.", range);
        }
        return JsonNumber.ofDouble(value);
    }
}
