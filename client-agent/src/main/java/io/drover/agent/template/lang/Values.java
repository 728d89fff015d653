package io.drover.agent.template.lang;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all values have: truth, length, type, order. */
public final class Values {
    private Values() {}

    /** Whether a value counts as true: neither zero nor empty nor absent. */
    public static boolean isTrue(final @Nullable Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value == null) {
            return false;
        }
        return !isSized(value) || length(value) > 0;
    }

    static boolean isText(final TemplateObject object) {
        return object.typeName().endsWith("Item") || object.typeName().equals("string");
    }

    private static boolean isSized(final Object value) {
        return value instanceof String || value instanceof List<?> || value instanceof Map<?, ?>;
    }

    /** Bytes of a text, entries of a list or map, nothing for what is only counted; negative when the value has no length. */
    static long length(final @Nullable Object value) {
        if (value instanceof String text) {
            return GoText.byteLength(text);
        }
        if (value instanceof List<?> list) {
            return list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return value instanceof Iterable<?> ? 0 : -1;
    }

    /** The type in the words of error messages. */
    public static String typeName(final @Nullable Object value) {
        if (value instanceof TemplateObject object) {
            return object.typeName();
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Double) {
            return "float64";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof List<?>) {
            return "[]interface {}";
        }
        return value == null ? "<nil>" : "map[string]interface {}";
    }

    /** Whether two values are equal; those of different kinds cannot be compared. */
    static boolean equal(final @Nullable Object one, final @Nullable Object other) throws FunctionException {
        if (one == null || other == null) {
            return one == other;
        }
        final Object left = simple(one);
        final Object right = simple(other);
        requireSameKind(left, right);
        return left.equals(right);
    }

    /** The order of two values of the same kind. */
    static int compare(final @Nullable Object one, final @Nullable Object other) throws FunctionException {
        if (one == null || other == null) {
            throw new FunctionException("invalid type for comparison");
        }
        final Object left = simple(one);
        final Object right = simple(other);
        if (left instanceof Boolean) {
            throw new FunctionException("invalid type for comparison");
        }
        requireSameKind(left, right);
        if (left instanceof Long number) {
            return Long.compare(number, (Long) right);
        }
        return left instanceof Double number
                ? Double.compare(number, (Double) right)
                : GoText.compare((String) left, (String) right);
    }

    private static Object simple(final Object value) throws FunctionException {
        if (value instanceof TemplateObject object && isText(object)) {
            return object.toString();
        }
        if (value instanceof List<?> || value instanceof Map<?, ?> || value instanceof TemplateObject) {
            throw new FunctionException("non-comparable type " + GoFormat.plain(value) + ": " + typeName(value));
        }
        return value;
    }

    private static void requireSameKind(final Object left, final Object right) throws FunctionException {
        if (left.getClass() != right.getClass()) {
            throw new FunctionException(
                    "incompatible types for comparison: " + typeName(left) + " and " + typeName(right));
        }
    }
}
