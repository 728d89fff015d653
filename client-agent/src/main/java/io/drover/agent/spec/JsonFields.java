package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reads members of a JSON object with the defaults of the job document: absent, null and empty mean the same. */
public final class JsonFields {
    private JsonFields() {}

    /** A string member, empty when it is absent. */
    public static String text(final JsonNode node, final String name) {
        final JsonNode value = node.get(name);
        return value == null || value.isNull() ? "" : value.asText();
    }

    /** An integer member, zero when it is absent. */
    public static long integer(final JsonNode node, final String name) {
        return integer(node, name, 0);
    }

    /** An integer member with a default. */
    public static long integer(final JsonNode node, final String name, final long missingValue) {
        final JsonNode value = node.get(name);
        return value == null || value.isNull() ? missingValue : value.asLong(missingValue);
    }

    /** A boolean member, false when it is absent. */
    public static boolean bool(final JsonNode node, final String name) {
        final JsonNode value = node.get(name);
        return value != null && value.asBoolean(false);
    }

    /** Whether the member is there and not null. */
    public static boolean has(final JsonNode node, final String name) {
        final JsonNode value = node.get(name);
        return value != null && !value.isNull();
    }

    /** The member, or a missing node (which behaves as an empty object) when it is absent or null. */
    public static JsonNode object(final JsonNode node, final String name) {
        final JsonNode value = node.get(name);
        return value == null || value.isNull() ? MissingNode.getInstance() : value;
    }

    /** The elements of an array member; none when it is absent. */
    public static List<JsonNode> array(final JsonNode node, final String name) {
        final List<JsonNode> elements = new ArrayList<>();
        final JsonNode value = node.get(name);
        if (value != null && value.isArray()) {
            value.forEach(elements::add);
        }
        return elements;
    }

    /** The elements of an array of strings. */
    public static List<String> strings(final JsonNode node, final String name) {
        final List<String> elements = new ArrayList<>();
        array(node, name).forEach(element -> elements.add(element.asText()));
        return elements;
    }

    /** An object member whose values are strings, in key order. */
    public static NavigableMap<String, String> stringMap(final JsonNode node, final String name) {
        final NavigableMap<String, String> map = new TreeMap<>();
        for (final Map.Entry<String, JsonNode> field : object(node, name).properties()) {
            map.put(
                    field.getKey(),
                    field.getValue().isNull() ? "" : field.getValue().asText());
        }
        return map;
    }
}
