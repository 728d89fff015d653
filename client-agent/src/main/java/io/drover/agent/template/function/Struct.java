package io.drover.agent.template.function;

import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with named fields.
 *
 * @param typeName its type in error messages.
 * @param fields its fields.
 * @param printed what it prints as.
 */
record Struct(String typeName, Map<String, Object> fields, String printed) implements TemplateObject {
    @Override
    public boolean hasMember(final String name) {
        return fields.containsKey(name);
    }

    @Override
    public @Nullable Object member(final String name, final List<? extends @Nullable Object> arguments)
            throws FunctionException {
        if (!arguments.isEmpty()) {
            throw new FunctionException(name + " has arguments but cannot be invoked as function");
        }
        return fields.get(name);
    }

    /** A field that is there. */
    Object get(final String name) {
        return fields.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return printed;
    }
}
