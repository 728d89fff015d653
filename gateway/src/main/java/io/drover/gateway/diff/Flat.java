package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of a block by name: maps by {@code name[key]}, lists by {@code name[0]}. */
final class Flat {
    private Flat() {}

    /**
     * Values of these fields, which are plain or maps of plain ones; nothing of a missing block. Written as {@code name=zero}, a
     * field that the document leaves out counts as its zero value.
     */
    static Map<String, String> fields(final @Nullable JsonObject block, final String... names) {
        final Map<String, String> values = new TreeMap<>();
        if (block != null) {
            for (final String each : names) {
                final int zero = each.indexOf('=');
                final String name = zero < 0 ? each : each.substring(0, zero);
                if (zero >= 0) {
                    values.put(name, each.substring(zero + 1));
                }
                put(values, name, block.value(name));
            }
        }
        return values;
    }

    /** All values of a block, however deep. */
    static Map<String, String> all(final @Nullable JsonObject block) {
        final Map<String, String> values = new TreeMap<>();
        if (block != null) {
            for (final Map.Entry<String, JsonValue> entry : block.entries()) {
                put(values, entry.getKey(), entry.getValue());
            }
        }
        return values;
    }

    /** A plain value as text; nothing is empty. */
    static String text(final JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        if (value instanceof JsonNumber number) {
            return number.literal();
        }
        return value instanceof JsonBoolean ? value.toString() : "";
    }

    private static void put(final Map<String, String> values, final String name, final JsonValue value) {
        if (value instanceof JsonObject map) {
            for (final Map.Entry<String, JsonValue> entry : map.entries()) {
                put(values, name + "[" + entry.getKey() + "]", entry.getValue());
            }
        } else if (value instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                put(values, name + "[" + i + "]", list.get(i));
            }
        } else if (value != JsonNull.NULL) {
            values.put(name, text(value));
        }
    }
}
