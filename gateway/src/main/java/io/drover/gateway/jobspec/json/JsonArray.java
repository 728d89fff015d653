package io.drover.gateway.jobspec.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** A JSON list in document order. */
public final class JsonArray implements JsonValue, Iterable<JsonValue> {

    private final ArrayList<JsonValue> values;

    /** Makes an empty list. */
    public JsonArray() {
        values = new ArrayList<>();
    }

    private JsonArray(final int capacity) {
        values = new ArrayList<>(capacity);
    }

    /** Makes a list of the given values. */
    public static JsonArray of(final JsonValue... values) {
        final JsonArray array = new JsonArray(values.length);
        array.values.addAll(List.of(values));
        return array;
    }

    /** Makes a list of strings. */
    public static JsonArray ofStrings(final Collection<String> texts) {
        final JsonArray array = new JsonArray(texts.size());
        for (final String text : texts) {
            array.values.add(new JsonString(text));
        }
        return array;
    }

    /** Appends one value and returns this list. */
    public JsonArray add(final JsonValue value) {
        values.add(value);
        return this;
    }

    /** Appends a string and returns this list. */
    public JsonArray add(final String text) {
        return add(new JsonString(text));
    }

    /** Inserts a value before the given position. */
    public void add(final int index, final JsonValue value) {
        values.add(index, value);
    }

    /** Returns the value at a position. */
    public JsonValue get(final int index) {
        return values.get(index);
    }

    /** Replaces the value at a position. */
    public void set(final int index, final JsonValue value) {
        values.set(index, value);
    }

    /** Removes the value at a position. */
    public void remove(final int index) {
        values.remove(index);
    }

    /** Returns the number of values. */
    public int size() {
        return values.size();
    }

    /** Tells whether there is no value. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns the elements that are objects, in order; anything else is left out. */
    public List<JsonObject> objects() {
        final List<JsonObject> objects = new ArrayList<>(values.size());
        for (final JsonValue value : values) {
            if (value instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** Returns the elements that are strings, in order; anything else is left out. */
    public List<String> texts() {
        final List<String> texts = new ArrayList<>(values.size());
        for (final JsonValue value : values) {
            if (value instanceof JsonString string) {
                texts.add(string.value());
            }
        }
        return texts;
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return values.iterator();
    }

    @Override
    public JsonArray copy() {
        final JsonArray copy = new JsonArray(values.size());
        for (final JsonValue value : values) {
            copy.values.add(value.copy());
        }
        return copy;
    }

    @Override
    public String kind() {
        return "array";
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof JsonArray array && values.equals(array.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return JsonWriter.text(this);
    }
}
