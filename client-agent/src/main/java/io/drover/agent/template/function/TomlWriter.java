package io.drover.agent.template.function;

import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps as TOML: values first, then tables. */
final class TomlWriter {
    private TomlWriter() {}

    static String write(final Map<String, @Nullable Object> map) throws FunctionException {
        final StringBuilder toml = new StringBuilder();
        table(toml, map, "", "");
        return toml.toString().strip();
    }

    @SuppressWarnings("unchecked")
    private static void table(
            final StringBuilder toml, final Map<String, @Nullable Object> map, final String name, final String margin)
            throws FunctionException {
        for (final Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
            final Object value = entry.getValue();
            if (value != null && !(value instanceof Map<?, ?>) && !isTables(value)) {
                toml.append(margin)
                        .append(key(entry.getKey()))
                        .append(" = ")
                        .append(value(value))
                        .append('\n');
            }
        }
        for (final Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
            final String inner = name.isEmpty() ? key(entry.getKey()) : name + "." + key(entry.getKey());
            final Object value = entry.getValue();
            if (value instanceof Map<?, ?> table) {
                toml.append('\n').append(margin).append('[').append(inner).append("]\n");
                table(toml, (Map<String, @Nullable Object>) table, inner, margin + "  ");
            } else if (value instanceof List<?> list && isTables(value)) {
                for (final Object item : list) {
                    toml.append('\n').append(margin).append("[[").append(inner).append("]]\n");
                    table(toml, (Map<String, @Nullable Object>) item, inner, margin + "  ");
                }
            }
        }
    }

    private static boolean isTables(final Object value) {
        return value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(item -> item instanceof Map<?, ?>);
    }

    private static String key(final String key) throws FunctionException {
        return key.matches("[A-Za-z0-9_-]+") ? key : new JsonWriter(false, "").write(key);
    }

    private static String value(final Object value) throws FunctionException {
        if (value instanceof List<?> list) {
            final StringBuilder items = new StringBuilder("[");
            for (int i = 0; i < list.size(); i++) {
                items.append(i > 0 ? ", " : "")
                        .append(value(String.valueOf(list.get(i)).isEmpty() ? "" : list.get(i)));
            }
            return items.append(']').toString();
        }
        if (value instanceof Double number) {
            final String text = GoFormat.shortest(number);
            return text.matches("-?\\d+") ? text + ".0" : text;
        }
        return value instanceof Long || value instanceof Boolean
                ? value.toString()
                : new JsonWriter(false, "").write(value.toString());
    }
}
