package io.drover.agent.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateObject;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The items of a variable by name, in order. An item prints as its value; one that is not there is an item without a value, as in
 * the reference.
 */
final class VariableItems extends AbstractMap<String, Object> implements TemplateObject {
    private static final Set<String> MEMBERS = Set.of("Keys", "Values", "Tuples", "Metadata", "Parent", "ItemsMap");

    private final Struct metadata;
    private final Map<String, Object> items = new TreeMap<>();

    VariableItems(final JsonNode variable) {
        metadata = metadata(variable);
        variable.path("Items")
                .properties()
                .forEach(item -> items.put(
                        item.getKey(), item(item.getKey(), item.getValue().asText())));
    }

    /** What is known of a variable beside its items; prints as its path. */
    static Struct metadata(final JsonNode variable) {
        return new Struct(
                "NomadVarMeta",
                Map.of(
                        "Namespace", variable.path("Namespace").asText(),
                        "Path", variable.path("Path").asText(),
                        "CreateIndex", variable.path("CreateIndex").asLong(),
                        "ModifyIndex", variable.path("ModifyIndex").asLong(),
                        "CreateTime",
                                ClockFunctions.ofNanos(
                                        variable.path("CreateTime").asLong()),
                        "ModifyTime",
                                ClockFunctions.ofNanos(
                                        variable.path("ModifyTime").asLong())),
                variable.path("Path").asText());
    }

    private Struct item(final String key, final String value) {
        return new Struct(
                "NomadVarItem", Map.of("Key", key, "Value", value, "K", key, "V", value, "Metadata", metadata), value);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Collections.unmodifiableMap(items).entrySet();
    }

    @Override
    public Object get(final Object key) {
        final Object known = items.get(key);
        return known == null ? item("", "") : known;
    }

    @Override
    public boolean containsKey(final Object key) {
        return items.containsKey(key);
    }

    @Override
    public String typeName() {
        return "NomadVarItems";
    }

    @Override
    public boolean hasMember(final String name) {
        return MEMBERS.contains(name) && !items.containsKey(name);
    }

    @Override
    public @Nullable Object member(final String name, final List<? extends @Nullable Object> arguments)
            throws FunctionException {
        return switch (name) {
            case "Keys" -> List.copyOf(items.keySet());
            case "Values" ->
                items.values().stream().map(item -> (Object) item.toString()).toList();
            case "Tuples" -> new ArrayList<>(items.values());
            case "ItemsMap" -> {
                final Map<String, Object> plain = new TreeMap<>();
                items.forEach((key, item) -> plain.put(key, item.toString()));
                yield plain;
            }
            default -> metadata;
        };
    }
}
