package io.drover.agent.template.lang;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that the language itself has; {@code and} and {@code or} are the execution's, as they leave arguments out. */
final class Builtins {
    private static final Set<String> NAMES = Set.of(
            "and",
            "or",
            "not",
            "len",
            "index",
            "slice",
            "print",
            "println",
            "printf",
            "html",
            "js",
            "urlquery",
            "call",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge");

    private Builtins() {}

    static boolean has(final String name) {
        return NAMES.contains(name);
    }

    static @Nullable Object call(final String name, final Arguments arguments) throws FunctionException {
        return switch (name) {
            case "not" -> !Values.isTrue(arguments.exactly(1).at(0));
            case "len" -> length(arguments.exactly(1).at(0));
            case "index" -> index(arguments.atLeast(1));
            case "slice" -> slice(arguments.atLeast(1));
            case "print" -> print(arguments.all(), false);
            case "println" -> print(arguments.all(), true) + '\n';
            case "printf" -> Printf.format(arguments.text(0), arguments.from(1));
            case "html" -> html(joined(arguments));
            case "js" -> ScriptText.escape(joined(arguments));
            case "urlquery" ->
                URLEncoder.encode(joined(arguments), StandardCharsets.UTF_8)
                        .replace("*", "%2A")
                        .replace("%7E", "~");
            case "eq" -> isAny(arguments.atLeast(1));
            case "ne" -> !Values.equal(arguments.exactly(2).at(0), arguments.at(1));
            case "lt" -> order(arguments) < 0;
            case "le" -> order(arguments) <= 0;
            case "gt" -> order(arguments) > 0;
            case "ge" -> order(arguments) >= 0;
            default -> throw new FunctionException("non-function of type " + Values.typeName(arguments.at(0)));
        };
    }

    private static int order(final Arguments arguments) throws FunctionException {
        return Values.compare(arguments.exactly(2).at(0), arguments.at(1));
    }

    private static boolean isAny(final Arguments arguments) throws FunctionException {
        final Object wanted = arguments.at(0);
        if (arguments.size() == 1) {
            throw new FunctionException("missing argument for comparison");
        }
        for (final Object candidate : arguments.from(1)) {
            if (Values.equal(wanted, candidate)) {
                return true;
            }
        }
        return false;
    }

    private static Object length(final @Nullable Object value) throws FunctionException {
        if (value == null) {
            throw new FunctionException("len of nil pointer");
        }
        final long length = Values.length(value);
        if (length < 0) {
            throw new FunctionException("len of type " + Values.typeName(value));
        }
        return length;
    }

    private static @Nullable Object index(final Arguments arguments) throws FunctionException {
        Object value = arguments.at(0);
        for (final Object key : arguments.from(1)) {
            if (value == null) {
                throw new FunctionException("index of untyped nil");
            }
            if (value instanceof Map<?, ?> map) {
                if (!(key instanceof String) && !(key instanceof TemplateObject)) {
                    throw new FunctionException("value has type " + Values.typeName(key) + "; should be string");
                }
                value = map.get(key.toString());
            } else if (value instanceof List<?> list) {
                value = list.get(position(key, list.size() - 1));
            } else if (value instanceof String text) {
                value = GoText.byteAt(text, position(key, GoText.byteLength(text) - 1));
            } else {
                throw new FunctionException("can't index item of type " + Values.typeName(value));
            }
        }
        return value;
    }

    private static Object slice(final Arguments arguments) throws FunctionException {
        final Object value = arguments.at(0);
        final int length = (int) Values.length(value);
        if (value instanceof Map<?, ?> || length < 0) {
            throw new FunctionException("can't slice item of type " + Values.typeName(value));
        }
        if (arguments.size() > 4) {
            throw new FunctionException("too many slice indexes: " + (arguments.size() - 1));
        }
        if (value instanceof String && arguments.size() == 4) {
            throw new FunctionException("cannot 3-index slice a string");
        }
        final int start = arguments.size() > 1 ? position(arguments.at(1), length) : 0;
        final int end = arguments.size() > 2 ? position(arguments.at(2), length) : length;
        if (start > end) {
            throw new FunctionException("invalid slice index: " + start + " > " + end);
        }
        if (value instanceof String text) {
            return GoText.slice(text, start, end);
        }
        return value instanceof List<?> list ? list.subList(start, end) : List.of();
    }

    private static int position(final @Nullable Object key, final int last) throws FunctionException {
        if (!(key instanceof Long position)) {
            throw new FunctionException(
                    key == null
                            ? "cannot index slice/array with nil"
                            : "cannot index slice/array with type " + Values.typeName(key));
        }
        if (position < 0 || position > last) {
            throw new FunctionException("index out of range: " + position);
        }
        return position.intValue();
    }

    /** The values one after the other, with a blank between two that are no texts, or between all. */
    static String print(final List<? extends @Nullable Object> values, final boolean isSpaced) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            final Object value = values.get(i);
            final boolean isByText = value instanceof String || i > 0 && values.get(i - 1) instanceof String;
            if (i > 0 && (isSpaced || !isByText)) {
                text.append(' ');
            }
            text.append(GoFormat.plain(value));
        }
        return text.toString();
    }

    private static String joined(final Arguments arguments) {
        final List<@Nullable Object> values = arguments.all();
        return values.size() == 1 ? GoFormat.printed(values.get(0)) : print(values, false);
    }

    private static String html(final String text) {
        return text.replace("&", "&amp;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("\0", "\uFFFD");
    }
}
