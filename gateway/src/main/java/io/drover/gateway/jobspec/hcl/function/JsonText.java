package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values as JSON text and back, with the escapes that {@code jsonencode} makes. */
final class JsonText {

    private JsonText() {}

    static String encode(final HclValue value) {
        final StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static void append(final HclValue value, final StringBuilder text) {
        if (value instanceof HclValue.Text string) {
            appendString(string.value(), text);
        } else if (value instanceof HclSequence sequence) {
            text.append('[');
            String separator = "";
            for (final HclValue element : sequence.elements()) {
                text.append(separator);
                append(element, text);
                separator = ",";
            }
            text.append(']');
        } else if (value instanceof HclMapping mapping) {
            text.append('{');
            String separator = "";
            for (final Map.Entry<String, HclValue> entry : mapping.values().entrySet()) {
                text.append(separator);
                appendString(entry.getKey(), text);
                text.append(':');
                append(entry.getValue(), text);
                separator = ",";
            }
            text.append('}');
        } else if (value instanceof HclValue.Bool bool) {
            text.append(bool.value());
        } else {
            text.append(value.isNull() ? "null" : value.toString());
        }
    }

    private static void appendString(final String string, final StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            final char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    static HclValue decoded(final JsonValue json) throws FunctionException {
        if (json instanceof JsonString string) {
            return HclValue.of(string.value());
        }
        if (json instanceof JsonBoolean bool) {
            return HclValue.of(bool.value());
        }
        if (json instanceof JsonNumber literal) {
            final HclNumber number = HclNumber.parse(literal.literal());
            if (number == null) {
                throw new FunctionException(0, "number " + literal.literal() + " is out of range");
            }
            return number;
        }
        if (json instanceof JsonArray array) {
            final List<HclValue> elements = new ArrayList<>(array.size());
            for (final JsonValue element : array) {
                elements.add(decoded(element));
            }
            return HclValue.tuple(elements);
        }
        if (json instanceof JsonObject object) {
            final Map<String, HclValue> attributes = new TreeMap<>();
            for (final Map.Entry<String, JsonValue> entry : object.entries()) {
                attributes.put(entry.getKey(), decoded(entry.getValue()));
            }
            return HclValue.object(attributes);
        }
        return HclValue.untypedNull();
    }
}
