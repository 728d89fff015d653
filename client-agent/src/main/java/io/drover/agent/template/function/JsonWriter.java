package io.drover.agent.template.function;

import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoFormat;
import io.drover.agent.template.lang.TemplateObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON the way {@code encoding/json} does.
 *
 * @param isHtmlSafe whether angle brackets and ampersands are escaped.
 * @param indent blanks per level, empty for one line.
 */
record JsonWriter(boolean isHtmlSafe, String indent) {
    private static final double PLAIN_MIN = 1e-6;
    private static final double PLAIN_MAX = 1e21;

    String write(final @Nullable Object value) throws FunctionException {
        final StringBuilder json = new StringBuilder();
        append(json, value, "");
        return json.toString();
    }

    private void append(final StringBuilder json, final @Nullable Object value, final String margin)
            throws FunctionException {
        if (value instanceof Map<?, ?> map) {
            object(json, map, margin);
        } else if (value instanceof List<?> list) {
            array(json, list, margin);
        } else if (value instanceof Double number) {
            json.append(number(number));
        } else if (value == null || value instanceof Long || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof TemplateObject || value instanceof String) {
            text(json, value.toString());
        } else {
            throw new FunctionException(
                    "toJSON: json: unsupported type: " + value.getClass().getSimpleName());
        }
    }

    private void object(final StringBuilder json, final Map<?, ?> map, final String margin) throws FunctionException {
        json.append('{');
        String separator = "";
        for (final Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator);
            line(json, margin + indent);
            text(json, String.valueOf(entry.getKey()));
            json.append(indent.isEmpty() ? ":" : ": ");
            append(json, entry.getValue(), margin + indent);
            separator = ",";
        }
        if (!map.isEmpty()) {
            line(json, margin);
        }
        json.append('}');
    }

    private void array(final StringBuilder json, final List<?> list, final String margin) throws FunctionException {
        json.append('[');
        for (int i = 0; i < list.size(); i++) {
            json.append(i > 0 ? "," : "");
            line(json, margin + indent);
            append(json, list.get(i), margin + indent);
        }
        if (!list.isEmpty()) {
            line(json, margin);
        }
        json.append(']');
    }

    private void line(final StringBuilder json, final String margin) {
        if (!indent.isEmpty()) {
            json.append('\n').append(margin);
        }
    }

    static String number(final double number) throws FunctionException {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new FunctionException("toJSON: json: unsupported value: " + GoFormat.plain(number));
        }
        final String shortest = GoFormat.shortest(number);
        final double size = Math.abs(number);
        if (shortest.indexOf('e') < 0) {
            return shortest;
        }
        if (size >= PLAIN_MIN && size < PLAIN_MAX) {
            return new BigDecimal(shortest).toPlainString();
        }
        return shortest.replace("e-0", "e-");
    }

    private void text(final StringBuilder json, final String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    final boolean isEscaped =
                            c < ' ' || c == '\u2028' || c == '\u2029' || isHtmlSafe && "<>&".indexOf(c) >= 0;
                    json.append(isEscaped ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
                }
            }
        }
        json.append('"');
    }
}
