package io.drover.tools.cli.template;

import io.drover.gateway.jobspec.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a body and of those around it. */
final class Variables {
    private final @Nullable Variables outer;
    private final Map<String, JsonValue> values = new HashMap<>();

    Variables(final @Nullable Variables outer) {
        this.outer = outer;
    }

    Variables declare(final String name, final JsonValue value) {
        values.put(name, value);
        return this;
    }

    /** Changes a variable where it was declared; does nothing when it was not. */
    void set(final String name, final JsonValue value) {
        if (values.containsKey(name) || outer == null) {
            values.put(name, value);
        } else {
            outer.set(name, value);
        }
    }

    @Nullable
    JsonValue get(final String name) {
        final @Nullable JsonValue value = values.get(name);
        if (value != null) {
            return value;
        }
        return outer == null ? null : outer.get(name);
    }
}
