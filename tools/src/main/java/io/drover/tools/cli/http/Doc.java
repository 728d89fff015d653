package io.drover.tools.cli.http;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A view of a JSON answer whose accessors never fail: what is absent, null or of another kind reads as empty, zero, false or
 * an absent value. Commands print what the server sends and must not stop at a field that an older server leaves out.
 */
public final class Doc {
    /** The value of whatever is not there. */
    public static final Doc ABSENT = new Doc(JsonNull.NULL);

    private final JsonValue value;

    private Doc(final JsonValue value) {
        this.value = value;
    }

    public static Doc of(final JsonValue value) {
        return value == JsonNull.NULL ? ABSENT : new Doc(value);
    }

    /** A list of the given values. */
    public static Doc of(final List<Doc> items) {
        final JsonArray list = new JsonArray();
        for (final Doc item : items) {
            list.add(item.value);
        }
        return new Doc(list);
    }

    /** The value itself. */
    public JsonValue value() {
        return value;
    }

    /** The value as an object that may be changed without changing this view; empty when it is no object. */
    public JsonObject toObject() {
        return value instanceof JsonObject object ? object.copy() : new JsonObject();
    }

    public boolean isNull() {
        return value == JsonNull.NULL;
    }

    public boolean isObject() {
        return value instanceof JsonObject;
    }

    public boolean isList() {
        return value instanceof JsonArray;
    }

    /** The field of that name. */
    public Doc get(final String name) {
        return value instanceof JsonObject object ? of(object.value(name)) : ABSENT;
    }

    public Doc at(final int index) {
        return value instanceof JsonArray list && index < list.size() ? of(list.get(index)) : ABSENT;
    }

    /** The number of items or fields. */
    public int size() {
        if (value instanceof JsonArray list) {
            return list.size();
        }
        return value instanceof JsonObject object ? object.size() : 0;
    }

    /** The items of a list. */
    public List<Doc> items() {
        final List<Doc> items = new ArrayList<>();
        if (value instanceof JsonArray list) {
            for (final JsonValue item : list) {
                items.add(of(item));
            }
        }
        return items;
    }

    /** The fields of an object, sorted by name. */
    public Map<String, Doc> fields() {
        final Map<String, Doc> fields = new TreeMap<>();
        if (value instanceof JsonObject object) {
            for (final Map.Entry<String, JsonValue> entry : object.entries()) {
                fields.put(entry.getKey(), of(entry.getValue()));
            }
        }
        return fields;
    }

    /** Text as it is, numbers and booleans as JSON writes them, nothing for all else. */
    public String text() {
        if (value instanceof JsonString text) {
            return text.value();
        }
        if (value instanceof JsonNumber number) {
            return number.literal();
        }
        return value instanceof JsonBoolean bool ? Boolean.toString(bool.value()) : "";
    }

    /** The text of a field. */
    public String text(final String name) {
        return get(name).text();
    }

    public long number() {
        return value instanceof JsonNumber number ? number.longValue() : 0;
    }

    public long number(final String name) {
        return get(name).number();
    }

    public double decimal() {
        return value instanceof JsonNumber number ? number.doubleValue() : 0;
    }

    public boolean isTrue() {
        return value instanceof JsonBoolean bool && bool.value();
    }

    public boolean isTrue(final String name) {
        return get(name).isTrue();
    }

    /** The texts of a list. */
    public List<String> texts() {
        final List<String> texts = new ArrayList<>();
        for (final Doc item : items()) {
            texts.add(item.text());
        }
        return texts;
    }

    /** JSON over several lines with sorted fields, without a line feed at the end. */
    public String pretty() {
        final byte[] json = JsonWriter.bytes(value, true);
        return new String(json, 0, json.length - 1, StandardCharsets.UTF_8);
    }
}
