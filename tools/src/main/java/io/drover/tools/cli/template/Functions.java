package io.drover.tools.cli.template;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The functions that every template has. Problems are reported as {@link IllegalArgumentException}. */
final class Functions {
    private Functions() {}

    static boolean has(final String name) {
        return switch (name) {
            case "and", "or", "not", "len", "index", "slice", "print", "println", "printf", "html", "urlquery" -> true;
            case "eq", "ne", "lt", "le", "gt", "ge" -> true;
            default -> false;
        };
    }

    static JsonValue call(final String name, final List<JsonValue> arguments) {
        return switch (name) {
            case "not" -> JsonBoolean.of(!Values.isTrue(argument(arguments, 0)));
            case "len" -> length(argument(arguments, 0));
            case "index" -> index(arguments);
            case "slice" -> slice(arguments);
            case "print" -> new JsonString(print(arguments, false));
            case "println" -> new JsonString(print(arguments, true) + '\n');
            case "printf" -> new JsonString(Printf.format(arguments));
            case "html" -> new JsonString(html(print(arguments, false)));
            case "urlquery" -> new JsonString(URLEncoder.encode(print(arguments, false), StandardCharsets.UTF_8));
            case "eq" -> JsonBoolean.of(isAny(arguments));
            case "ne" -> JsonBoolean.of(!Values.equal(argument(arguments, 0), argument(arguments, 1)));
            case "lt" -> JsonBoolean.of(order(arguments) < 0);
            case "le" -> JsonBoolean.of(order(arguments) <= 0);
            case "gt" -> JsonBoolean.of(order(arguments) > 0);
            case "ge" -> JsonBoolean.of(order(arguments) >= 0);
            default -> throw new IllegalArgumentException("function \"" + name + "\" not defined");
        };
    }

    private static JsonValue argument(final List<JsonValue> arguments, final int position) {
        if (position >= arguments.size()) {
            throw new IllegalArgumentException("wrong number of args: got " + arguments.size());
        }
        return arguments.get(position);
    }

    private static int order(final List<JsonValue> arguments) {
        return Values.compare(argument(arguments, 0), argument(arguments, 1));
    }

    private static boolean isAny(final List<JsonValue> arguments) {
        final JsonValue wanted = argument(arguments, 0);
        for (int i = 1; i < Math.max(2, arguments.size()); i++) {
            if (Values.equal(wanted, argument(arguments, i))) {
                return true;
            }
        }
        return false;
    }

    private static JsonValue length(final JsonValue value) {
        final long length = Values.length(value);
        if (length < 0) {
            throw new IllegalArgumentException("len of type " + value.kind());
        }
        return JsonNumber.of(length);
    }

    private static JsonValue index(final List<JsonValue> arguments) {
        JsonValue value = argument(arguments, 0);
        for (final JsonValue key : arguments.subList(1, arguments.size())) {
            if (value instanceof JsonObject object && key instanceof JsonString name) {
                value = object.value(name.value());
            } else if (value instanceof JsonArray list && key instanceof JsonNumber number) {
                final long position = number.longValue();
                if (position < 0 || position >= list.size()) {
                    throw new IllegalArgumentException("index out of range: " + position);
                }
                value = list.get((int) position);
            } else {
                throw new IllegalArgumentException("can't index item of type " + value.kind());
            }
        }
        return value;
    }

    private static JsonValue slice(final List<JsonValue> arguments) {
        final JsonValue value = argument(arguments, 0);
        final long length = value instanceof JsonString text ? text.value().length() : Values.length(value);
        final long start = arguments.size() > 1 ? position(arguments.get(1)) : 0;
        final long end = arguments.size() > 2 ? position(arguments.get(2)) : length;
        if (start < 0 || end < start || end > length) {
            throw new IllegalArgumentException("index out of range: " + end);
        }
        if (value instanceof JsonString text) {
            return new JsonString(text.value().substring((int) start, (int) end));
        }
        if (!(value instanceof JsonArray list)) {
            throw new IllegalArgumentException("can't slice item of type " + value.kind());
        }
        final JsonArray part = new JsonArray();
        for (int i = (int) start; i < end; i++) {
            part.add(list.get(i));
        }
        return part;
    }

    private static long position(final JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("cannot index slice/array with type " + value.kind());
    }

    /** The values one after the other, with a blank between two that are no texts, or between all. */
    private static String print(final List<JsonValue> arguments, final boolean isSpaced) {
        final StringBuilder text = new StringBuilder();
        JsonValue before = JsonNull.NULL;
        for (int i = 0; i < arguments.size(); i++) {
            final JsonValue value = arguments.get(i);
            final boolean isBetweenTexts = before instanceof JsonString || value instanceof JsonString;
            if (i > 0 && (isSpaced || !isBetweenTexts)) {
                text.append(' ');
            }
            text.append(Values.text(value));
            before = value;
        }
        return text.toString();
    }

    private static String html(final String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
