package io.drover.tools.cli.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Doc} as JSON: compact for requests, or over lines with four blanks a level and sorted fields for readers. */
public final class DocWriter {
    private static final String INDENT = "    ";

    private final StringBuilder json = new StringBuilder();
    private final boolean isPretty;

    private DocWriter(final boolean isPretty) {
        this.isPretty = isPretty;
    }

    public static String compact(final Doc document) {
        return new DocWriter(false).write(document.raw());
    }

    public static String pretty(final Doc document) {
        return new DocWriter(true).write(document.raw());
    }

    private String write(final @Nullable Object value) {
        value(value, 0);
        return json.toString();
    }

    private void value(final @Nullable Object value, final int depth) {
        if (value instanceof Map<?, ?> fields) {
            object(fields, depth);
        } else if (value instanceof List<?> items) {
            list(items, depth);
        } else if (value instanceof String text) {
            text(text);
        } else {
            json.append(value);
        }
    }

    private void object(final Map<?, ?> fields, final int depth) {
        if (fields.isEmpty()) {
            json.append("{}");
            return;
        }
        final Map<String, @Nullable Object> sorted = new TreeMap<>();
        for (final Map.Entry<?, ?> entry : fields.entrySet()) {
            sorted.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        json.append('{');
        boolean isFirst = true;
        for (final Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            next(isFirst, depth + 1);
            isFirst = false;
            text(entry.getKey());
            json.append(isPretty ? ": " : ":");
            value(entry.getValue(), depth + 1);
        }
        end(depth);
        json.append('}');
    }

    private void list(final List<?> items, final int depth) {
        if (items.isEmpty()) {
            json.append("[]");
            return;
        }
        json.append('[');
        boolean isFirst = true;
        for (final Object item : items) {
            next(isFirst, depth + 1);
            isFirst = false;
            value(item, depth + 1);
        }
        end(depth);
        json.append(']');
    }

    private void next(final boolean isFirst, final int depth) {
        if (!isFirst) {
            json.append(',');
        }
        end(depth);
    }

    private void end(final int depth) {
        if (isPretty) {
            json.append('\n');
            for (int i = 0; i < depth; i++) {
                json.append(INDENT);
            }
        }
    }

    private void text(final String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> plain(c);
            }
        }
        json.append('"');
    }

    private void plain(final char c) {
        if (c < ' ' || c == '\u2028' || c == '\u2029') {
            json.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                json.append(Character.forDigit(c >> shift & 15, 16));
            }
        } else {
            json.append(c);
        }
    }
}
