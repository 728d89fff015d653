package io.drover.agent.template.lang;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variables of a running template, the innermost last. */
final class Scope {
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    int mark() {
        return names.size();
    }

    void release(final int mark) {
        while (names.size() > mark) {
            names.remove(names.size() - 1);
            values.remove(values.size() - 1);
        }
    }

    void declare(final String name, final @Nullable Object value) {
        names.add(name);
        values.add(value);
    }

    void set(final String name, final @Nullable Object value) {
        values.set(names.lastIndexOf(name), value);
    }

    @Nullable
    Object get(final String name) {
        return values.get(names.lastIndexOf(name));
    }
}
