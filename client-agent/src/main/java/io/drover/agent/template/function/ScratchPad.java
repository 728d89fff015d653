package io.drover.agent.template.function;

import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values that a template keeps under names while it runs. */
final class ScratchPad implements TemplateObject {
    private static final Set<String> MEMBERS = Set.of("Key", "Get", "Set", "SetX", "MapSet", "MapSetX", "MapValues");

    private final Map<String, @Nullable Object> values = new TreeMap<>();

    @Override
    public String typeName() {
        return "*template.Scratch";
    }

    @Override
    public boolean hasMember(final String name) {
        return MEMBERS.contains(name);
    }

    @Override
    public @Nullable Object member(final String name, final List<? extends @Nullable Object> arguments)
            throws FunctionException {
        final int wanted = name.startsWith("MapSet") ? 3 : name.startsWith("Set") ? 2 : 1;
        if (arguments.size() != wanted) {
            throw new FunctionException(
                    "wrong number of args for " + name + ": want " + wanted + " got " + arguments.size());
        }
        final String key = String.valueOf(arguments.get(0));
        return switch (name) {
            case "Key" -> values.containsKey(key);
            case "Get" -> values.get(key);
            case "Set" -> put(values, key, arguments.get(1), true);
            case "SetX" -> put(values, key, arguments.get(1), false);
            case "MapValues" -> new ArrayList<>(map(key).values());
            default -> put(map(key), String.valueOf(arguments.get(1)), arguments.get(2), name.equals("MapSet"));
        };
    }

    private static String put(
            final Map<String, @Nullable Object> map,
            final String key,
            final @Nullable Object value,
            final boolean replaces) {
        if (replaces || !map.containsKey(key)) {
            map.put(key, value);
        }
        return "";
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> map(final String key) throws FunctionException {
        final Object value = values.computeIfAbsent(key, ignored -> new TreeMap<String, Object>());
        if (value instanceof Map<?, ?>) {
            return (Map<String, @Nullable Object>) value;
        }
        throw new FunctionException("\"" + key + "\" is not a map");
    }

    @Override
    public String toString() {
        return "scratch";
    }
}
