package io.drover.gateway.jobspec.json;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Names and values in the order of their insertion. A job document is thousands of objects of up to some forty fields that are
 * made, copied and asked all the time, so that one of them is two arrays and a small table of places:
 *
 * <pre>
 *  names   | ID | Name | Type | ...      values  | "web" | "web" | "service" | ...
 *  slots   | 2 | - | 1 | - | 3 | ...     hash of a name → its place + 1, next free slot on collision; 0 = empty
 * </pre>
 *
 * <p>From {@value #SLOTS_NAMES_MAX} names on, the places are in a hash map, which also withstands names that were made to collide.
 */
final class FieldTable {
    private static final int SLOTS_NAMES_MAX = 64;
    private static final int NAMES_MIN = 4;

    private String[] names;
    private JsonValue[] values;
    private byte[] slots;
    private @Nullable Map<String, Integer> places;
    private int size;

    FieldTable(final int capacity) {
        final int room = Math.max(NAMES_MIN, capacity);
        names = new String[room];
        values = new JsonValue[room];
        slots = new byte[0];
        index();
    }

    private FieldTable(final FieldTable other) {
        names = Arrays.copyOf(other.names, other.names.length);
        values = Arrays.copyOf(other.values, other.values.length);
        slots = other.slots.clone();
        places = other.places == null ? null : new HashMap<>(other.places);
        size = other.size;
    }

    int size() {
        return size;
    }

    String name(final int place) {
        return names[place];
    }

    JsonValue value(final int place) {
        return values[place];
    }

    @Nullable
    JsonValue get(final String name) {
        final int place = find(name);
        return place < 0 ? null : values[place];
    }

    boolean contains(final @Nullable Object name) {
        return name instanceof String text && find(text) >= 0;
    }

    void put(final String name, final JsonValue value) {
        final int place = find(name);
        if (place >= 0) {
            values[place] = value;
            return;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size << 1);
            values = Arrays.copyOf(values, size << 1);
            index();
        }
        names[size] = name;
        values[size] = value;
        enter(name, size);
        size++;
    }

    /** Takes time with the number of fields. */
    void remove(final String name) {
        final int place = find(name);
        if (place < 0) {
            return;
        }
        size--;
        System.arraycopy(names, place + 1, names, place, size - place);
        System.arraycopy(values, place + 1, values, place, size - place);
        index();
    }

    /** The same names with copies of the values. */
    FieldTable copy() {
        final FieldTable copy = new FieldTable(this);
        for (int i = 0; i < size; i++) {
            copy.values[i] = values[i].copy();
        }
        return copy;
    }

    /** A view. */
    Set<String> names() {
        return new View<>(this::name) {
            @Override
            public boolean contains(final @Nullable Object name) {
                return FieldTable.this.contains(name);
            }
        };
    }

    /** A view. */
    Set<Map.Entry<String, JsonValue>> entries() {
        return new View<>(place -> new SimpleImmutableEntry<>(names[place], values[place]));
    }

    /** Order does not matter. */
    @Override
    public boolean equals(final @Nullable Object other) {
        if (!(other instanceof FieldTable table) || table.size != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!values[i].equals(table.get(names[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Objects.hash(names[i], values[i]);
        }
        return sum;
    }

    private int find(final String name) {
        if (places != null) {
            return places.getOrDefault(name, -1);
        }
        int slot = home(name);
        while (0 != slots[slot]) {
            final int place = slots[slot] - 1;
            if (name.equals(names[place])) {
                return place;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    private void index() {
        if (names.length > SLOTS_NAMES_MAX) {
            places = new HashMap<>(names.length << 1);
        } else {
            slots = new byte[Integer.highestOneBit(names.length) << 2];
        }
        for (int i = 0; i < size; i++) {
            enter(names[i], i);
        }
    }

    private void enter(final String name, final int place) {
        if (places != null) {
            places.put(name, place);
            return;
        }
        int slot = home(name);
        while (0 != slots[slot]) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = (byte) (place + 1);
    }

    private int home(final String name) {
        final int hash = name.hashCode();
        return (hash ^ hash >>> 7 ^ hash >>> 16) & (slots.length - 1);
    }

    /** Something of each field, in their order. */
    private class View<T> extends AbstractSet<T> {
        private final IntFunction<T> element;

        View(final IntFunction<T> element) {
            this.element = element;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<T> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public T next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return element.apply(next++);
                }
            };
        }
    }
}
