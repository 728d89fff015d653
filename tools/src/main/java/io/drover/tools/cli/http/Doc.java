package io.drover.tools.cli.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON answer, with accessors that never fail: what is absent, null or of another type reads as empty, zero,
 * false or an absent value. Views print what the server sends and must not stop at a field that an older server leaves out.
 *
 * <p>Objects keep the order of their fields. Unchangeable.
 */
public final class Doc {
    /** The value of whatever is not there. */
    public static final Doc ABSENT = new Doc(null);

    private final @Nullable Object value;

    private Doc(final @Nullable Object value) {
        this.value = value;
    }

    /** Wraps a map, list, text, number, boolean or null. */
    public static Doc of(final @Nullable Object value) {
        return value == null ? ABSENT : new Doc(value);
    }

    /** The plain Java value: map, list, text, number, boolean or null. */
    public @Nullable Object raw() {
        return value;
    }

    public boolean isNull() {
        return value == null;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    public boolean isList() {
        return value instanceof List;
    }

    /** The field of that name. */
    public Doc get(final String name) {
        return value instanceof Map<?, ?> fields ? of(fields.get(name)) : ABSENT;
    }

    public Doc at(final int index) {
        return value instanceof List<?> items && index < items.size() ? of(items.get(index)) : ABSENT;
    }

    /** The number of items or fields. */
    public int size() {
        if (value instanceof List<?> items) {
            return items.size();
        }
        return value instanceof Map<?, ?> fields ? fields.size() : 0;
    }

    public boolean isEmpty() {
        return size() == 0 && text().isEmpty();
    }

    /** The items of a list. */
    public List<Doc> items() {
        final List<Doc> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (final Object item : list) {
                items.add(of(item));
            }
        }
        return items;
    }

    /** The fields of an object, sorted by name. */
    public Map<String, Doc> fields() {
        final Map<String, Doc> fields = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            for (final Map.Entry<?, ?> entry : map.entrySet()) {
                fields.put(String.valueOf(entry.getKey()), of(entry.getValue()));
            }
        }
        return fields;
    }

    /** Text as it is, numbers and booleans as JSON writes them, nothing for all else. */
    public String text() {
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }

    /** The text of a field. */
    public String text(final String name) {
        return get(name).text();
    }

    public long number() {
        return value instanceof Number number ? number.longValue() : 0;
    }

    public long number(final String name) {
        return get(name).number();
    }

    public double decimal() {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
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
}
