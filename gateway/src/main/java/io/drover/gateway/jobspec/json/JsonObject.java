package io.drover.gateway.jobspec.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in insertion order; the writer sorts by name.
 *
 * <p>Besides plain access it answers the questions that code over job documents asks all the time, with the conventions of
 * that model: an absent field and {@code null} are the same, and stand for the zero value of the kind asked for.
 */
public final class JsonObject implements JsonValue {

    private final FieldTable fields;

    /** Makes an empty object. */
    public JsonObject() {
        this(0);
    }

    /** Makes an empty object that takes this many fields without growing. */
    public JsonObject(final int fieldCount) {
        fields = new FieldTable(fieldCount);
    }

    private JsonObject(final FieldTable fields) {
        this.fields = fields;
    }

    /** Sets a field and returns this object. */
    public JsonObject put(final String name, final JsonValue value) {
        fields.put(name, value);
        return this;
    }

    /** Sets a text field and returns this object. */
    public JsonObject put(final String name, final String value) {
        return put(name, new JsonString(value));
    }

    /** Sets an integer field and returns this object. */
    public JsonObject put(final String name, final long value) {
        return put(name, JsonNumber.of(value));
    }

    /** Sets a truth field and returns this object. */
    public JsonObject put(final String name, final boolean value) {
        return put(name, JsonBoolean.of(value));
    }

    /** Sets a field to {@code null} and returns this object. */
    public JsonObject putNull(final String name) {
        return put(name, JsonNull.NULL);
    }

    /** Sets a field if it is absent or {@code null}. */
    public JsonObject putIfNull(final String name, final JsonValue value) {
        if (isNull(name)) {
            put(name, value);
        }
        return this;
    }

    /** Sets a text field if it is absent or {@code null}. */
    public JsonObject putIfNull(final String name, final String value) {
        if (isNull(name)) {
            put(name, value);
        }
        return this;
    }

    /** Sets an integer field if it is absent or {@code null}. */
    public JsonObject putIfNull(final String name, final long value) {
        if (isNull(name)) {
            put(name, value);
        }
        return this;
    }

    /** Sets a truth field if it is absent or {@code null}. */
    public JsonObject putIfNull(final String name, final boolean value) {
        if (isNull(name)) {
            put(name, value);
        }
        return this;
    }

    /** Removes a field. */
    public void remove(final String name) {
        fields.remove(name);
    }

    /** Returns the value of a field, or null when the object has no such field. */
    public @Nullable JsonValue get(final String name) {
        return fields.get(name);
    }

    /** Returns the value of a field, JSON {@code null} when it is absent. */
    public JsonValue value(final String name) {
        final JsonValue value = fields.get(name);
        return value == null ? JsonNull.NULL : value;
    }

    /** Tells whether a field is absent or {@code null}. */
    public boolean isNull(final String name) {
        final JsonValue value = fields.get(name);
        return value == null || value == JsonNull.NULL;
    }

    /** Tells whether the object has a field, even a {@code null} one. */
    public boolean has(final String name) {
        return fields.contains(name);
    }

    /** Returns an object field, or null when it is absent, {@code null} or of another kind. */
    public @Nullable JsonObject object(final String name) {
        return fields.get(name) instanceof JsonObject object ? object : null;
    }

    /** Returns a list field, or null when it is absent, {@code null} or of another kind. */
    public @Nullable JsonArray array(final String name) {
        return fields.get(name) instanceof JsonArray array ? array : null;
    }

    /** Returns the objects of a list field; an absent list is empty. */
    public List<JsonObject> objects(final String name) {
        final JsonArray array = array(name);
        return array == null ? List.of() : array.objects();
    }

    /** Returns the strings of a list field; an absent list is empty. */
    public List<String> texts(final String name) {
        final JsonArray array = array(name);
        return array == null ? List.of() : array.texts();
    }

    /** Returns a text field; the zero value is the empty string. */
    public String text(final String name) {
        return fields.get(name) instanceof JsonString string ? string.value() : "";
    }

    /** Returns an integer field; the zero value is 0. */
    public long number(final String name) {
        return fields.get(name) instanceof JsonNumber number ? number.longValue() : 0;
    }

    /** Returns a truth field; the zero value is false. */
    public boolean flag(final String name) {
        return fields.get(name) == JsonBoolean.TRUE;
    }

    /** Returns the number of elements or fields of a list or object field; zero for anything else. */
    public int count(final String name) {
        final JsonValue value = fields.get(name);
        if (value instanceof JsonArray array) {
            return array.size();
        }
        return value instanceof JsonObject object ? object.size() : 0;
    }

    /** Returns the names in insertion order. */
    public Set<String> names() {
        return fields.names();
    }

    /** Returns names and values in insertion order. */
    public Set<Map.Entry<String, JsonValue>> entries() {
        return fields.entries();
    }

    /** Returns the number of fields. */
    public int size() {
        return fields.size();
    }

    /** Tells whether there is no field. */
    public boolean isEmpty() {
        return fields.size() == 0;
    }

    /** Returns names and values sorted by name. */
    public Collection<Map.Entry<String, JsonValue>> sortedEntries() {
        if (isSorted()) {
            return fields.entries();
        }
        final List<Map.Entry<String, JsonValue>> entries = new ArrayList<>(fields.entries());
        entries.sort(Map.Entry.comparingByKey());
        return entries;
    }

    private boolean isSorted() {
        for (int i = 1; i < fields.size(); i++) {
            if (fields.name(i - 1).compareTo(fields.name(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns an object with the same values, except for these names. */
    public JsonObject without(final Set<String> names) {
        final JsonObject rest = new JsonObject(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            if (!names.contains(fields.name(i))) {
                rest.put(fields.name(i), fields.value(i));
            }
        }
        return rest;
    }

    @Override
    public JsonObject copy() {
        return new JsonObject(fields.copy());
    }

    @Override
    public String kind() {
        return "object";
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof JsonObject object && fields.equals(object.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return JsonWriter.text(this);
    }
}
