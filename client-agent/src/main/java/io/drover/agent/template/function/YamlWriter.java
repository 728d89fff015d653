package io.drover.agent.template.function;

import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as block YAML; texts that would be read as something else are quoted. */
final class YamlWriter {
    private YamlWriter() {}

    static String write(final @Nullable Object value) throws FunctionException {
        final StringBuilder yaml = new StringBuilder();
        block(yaml, value, "");
        return yaml.toString().strip();
    }

    private static void block(final StringBuilder yaml, final @Nullable Object value, final String margin)
            throws FunctionException {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            String lead = "";
            for (final Map.Entry<?, ?> entry : map.entrySet()) {
                yaml.append(lead).append(scalar(String.valueOf(entry.getKey()))).append(':');
                if (isBlock(entry.getValue())) {
                    final String inner = entry.getValue() instanceof List<?> ? margin : margin + "  ";
                    yaml.append('\n').append(inner);
                    block(yaml, entry.getValue(), inner);
                } else {
                    yaml.append(' ').append(scalar(entry.getValue())).append('\n');
                }
                lead = margin;
            }
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            String lead = "";
            for (final Object item : list) {
                yaml.append(lead).append("- ");
                block(yaml, item, margin + "  ");
                lead = margin;
            }
        } else {
            yaml.append(scalar(value)).append('\n');
        }
    }

    private static boolean isBlock(final @Nullable Object value) {
        return value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?> list && !list.isEmpty();
    }

    private static String scalar(final @Nullable Object value) throws FunctionException {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof List<?>) {
            return "[]";
        }
        final String text = GoFormat.plain(value);
        return value instanceof String && needsQuotes(text) ? quoted(text) : text;
    }

    private static String quoted(final String text) throws FunctionException {
        return text.indexOf('\n') >= 0 || text.chars().anyMatch(c -> c < ' ')
                ? new JsonWriter(false, "").write(text)
                : text.indexOf('\'') < 0 && YamlReader.scalar(text) instanceof String
                        ? "'" + text + "'"
                        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static boolean needsQuotes(final String text) {
        return text.isEmpty()
                || !(YamlReader.scalar(text) instanceof String)
                || "-?:,[]{}#&*!|>'\"%@` ".indexOf(text.charAt(0)) >= 0
                || text.contains(": ")
                || text.contains(" #")
                || text.endsWith(":")
                || text.endsWith(" ")
                || text.chars().anyMatch(c -> c < ' ');
    }
}
