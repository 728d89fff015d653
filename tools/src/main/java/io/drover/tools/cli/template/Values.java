package io.drover.tools.cli.template;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/** How values are printed, compared and taken for true or false, by the rules of Go. */
final class Values {
    private Values() {}

    /** The value as {@code print} shows it: {@code [a b]}, {@code map[k:v]}, {@code <nil>}. */
    static String text(final JsonValue value) {
        final StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    /** False for zero, nothing and whatever is empty. */
    static boolean isTrue(final JsonValue value) {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        if (value instanceof JsonNumber number) {
            return number.doubleValue() != 0;
        }
        return value != JsonNull.NULL && length(value) != 0;
    }

    /** The number of items, fields or bytes, or -1 for what has no length. */
    static long length(final JsonValue value) {
        if (value instanceof JsonString text) {
            return text.value().getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof JsonArray list) {
            return list.size();
        }
        return value instanceof JsonObject object ? object.size() : -1;
    }

    /** The order of two values of one kind. */
    static int compare(final JsonValue a, final JsonValue b) {
        if (a instanceof JsonNumber x && b instanceof JsonNumber y) {
            return x.isIntegerLiteral() && y.isIntegerLiteral()
                    ? Long.compare(x.longValue(), y.longValue())
                    : Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof JsonString x && b instanceof JsonString y) {
            return x.value().compareTo(y.value());
        }
        throw new IllegalArgumentException("incompatible types for comparison");
    }

    static boolean equal(final JsonValue a, final JsonValue b) {
        if (a instanceof JsonNumber && b instanceof JsonNumber) {
            return compare(a, b) == 0;
        }
        if (a == JsonNull.NULL || b == JsonNull.NULL || a.kind().equals(b.kind())) {
            return a.equals(b);
        }
        throw new IllegalArgumentException("incompatible types for comparison");
    }

    private static void append(final StringBuilder text, final JsonValue value) {
        if (value instanceof JsonString string) {
            text.append(string.value());
        } else if (value instanceof JsonNumber number) {
            text.append(number(number));
        } else if (value instanceof JsonBoolean bool) {
            text.append(bool.value());
        } else if (value instanceof JsonArray list) {
            appendList(text, list);
        } else if (value instanceof JsonObject object) {
            appendMap(text, object);
        } else {
            text.append("<nil>");
        }
    }

    private static void appendList(final StringBuilder text, final JsonArray list) {
        text.append('[');
        for (int i = 0; i < list.size(); i++) {
            text.append(i == 0 ? "" : " ");
            append(text, list.get(i));
        }
        text.append(']');
    }

    private static void appendMap(final StringBuilder text, final JsonObject object) {
        text.append("map[");
        boolean isFirst = true;
        for (final String name : new TreeSet<>(object.names())) {
            text.append(isFirst ? "" : " ").append(name).append(':');
            append(text, object.value(name));
            isFirst = false;
        }
        text.append(']');
    }

    /** Whole numbers as they are, others without a needless fraction. */
    private static String number(final JsonNumber number) {
        if (number.isIntegerLiteral()) {
            return number.literal();
        }
        final double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : number.literal();
    }
}
