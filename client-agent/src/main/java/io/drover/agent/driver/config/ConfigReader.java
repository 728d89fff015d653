package io.drover.agent.driver.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.agent.driver.DriverException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments from one object of a task's configuration. Every argument is asked for once by its reader method; what was
 * never asked for is unknown and refused by {@link #finish()}. Primitive values convert as in the job language: a number is
 * accepted as text, and text that looks like a number or a boolean as such. Not thread-safe, used for one decoding.
 */
public final class ConfigReader {
    private final JsonNode config;
    private final Set<String> known = new HashSet<>();

    /** Reads from {@code config}, an object. */
    public ConfigReader(final JsonNode config) {
        this.config = config;
    }

    /** Reads from an object without arguments. */
    public static ConfigReader empty() {
        return new ConfigReader(JsonNodeFactory.instance.objectNode());
    }

    /** Text that must be there. */
    public String requiredText(final String name) throws DriverException {
        final String value = optionalText(name);
        if (value == null) {
            throw DriverException.invalidConfig("Missing required argument: The argument \"" + name
                    + "\" is required, but no definition was found.");
        }
        return value;
    }

    /** Text, empty when absent. */
    public String text(final String name) throws DriverException {
        final String value = optionalText(name);
        return value == null ? "" : value;
    }

    /** Text, or {@code null} when absent. */
    public @Nullable String optionalText(final String name) throws DriverException {
        final JsonNode value = value(name);
        return value == null ? null : primitive(name, value, "string");
    }

    /** A whole number, {@code otherwise} when absent. */
    public long number(final String name, final long otherwise) throws DriverException {
        final JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (isWhole(value)) {
            return value.longValue();
        }
        if (value.isTextual()) {
            try {
                return Long.parseLong(value.textValue());
            } catch (final NumberFormatException e) {
                throw mismatch(name, "a number is required");
            }
        }
        throw mismatch(
                name, value.isNumber() ? "a whole number is required" : "number required, but have " + kind(value));
    }

    /** A boolean, {@code otherwise} when absent. */
    public boolean bool(final String name, final boolean otherwise) throws DriverException {
        final JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isTextual() && Set.of("true", "1").contains(value.textValue())) {
            return true;
        }
        if (value.isTextual() && Set.of("false", "0").contains(value.textValue())) {
            return false;
        }
        throw mismatch(name, value.isTextual() ? "a bool is required" : "bool required, but have " + kind(value));
    }

    /** A list of texts, empty when absent. */
    public List<String> texts(final String name) throws DriverException {
        final List<String> texts = optionalTexts(name);
        return texts == null ? List.of() : texts;
    }

    /** A list of texts, or {@code null} when absent. */
    public @Nullable List<String> optionalTexts(final String name) throws DriverException {
        final JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw mismatch(name, "list of string required, but have " + kind(value));
        }
        final List<String> texts = new ArrayList<>(value.size());
        for (final JsonNode element : value) {
            texts.add(primitive(name, element, "list of string"));
        }
        return texts;
    }

    /** A map of texts, written as one block, as an attribute or as a list of such; empty when absent. Sorted by key. */
    public Map<String, String> textMap(final String name) throws DriverException {
        final Map<String, String> map = new TreeMap<>();
        for (final JsonNode object : objects(name)) {
            for (final Map.Entry<String, JsonNode> entry : object.properties()) {
                map.put(entry.getKey(), primitive(name, entry.getValue(), "map of string"));
            }
        }
        return map;
    }

    /** The blocks of one name, in order; empty when absent. */
    public List<ConfigReader> blocks(final String name) throws DriverException {
        return objects(name).stream().map(ConfigReader::new).toList();
    }

    /** The only block of a name, or {@code null} when absent. */
    public @Nullable ConfigReader block(final String name) throws DriverException {
        final List<ConfigReader> blocks = blocks(name);
        if (blocks.size() > 1) {
            throw DriverException.invalidConfig(
                    "Duplicate " + name + " block: Only one block of type \"" + name + "\" is allowed.");
        }
        return blocks.isEmpty() ? null : blocks.get(0);
    }

    /** Refuses arguments that no method asked for. */
    public void finish() throws DriverException {
        final Iterator<String> names = config.fieldNames();
        while (names.hasNext()) {
            final String name = names.next();
            if (!known.contains(name)) {
                throw DriverException.invalidConfig(
                        "Invalid label: No argument or block type is named \"" + name + "\".");
            }
        }
    }

    private List<JsonNode> objects(final String name) throws DriverException {
        final JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (value.isObject()) {
            return List.of(value);
        }
        final List<JsonNode> objects = new ArrayList<>();
        for (final JsonNode element : value) {
            if (!element.isObject()) {
                throw mismatch(name, "object required, but have " + kind(element));
            }
            objects.add(element);
        }
        if (!value.isArray()) {
            throw mismatch(name, "object required, but have " + kind(value));
        }
        return objects;
    }

    private @Nullable JsonNode value(final String name) {
        known.add(name);
        final JsonNode value = config.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String primitive(final String name, final JsonNode value, final String wanted)
            throws DriverException {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean() || value.isNumber()) {
            return isWhole(value) ? Long.toString(value.longValue()) : value.asText();
        }
        throw mismatch(name, wanted + " required, but have " + kind(value));
    }

    /** JSON from other tools may write a whole number as {@code 5.0}. */
    private static boolean isWhole(final JsonNode value) {
        return value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong();
    }

    private static DriverException mismatch(final String name, final String finding) {
        return DriverException.invalidConfig(
                "Incorrect attribute value type: Inappropriate value for attribute \"" + name + "\": " + finding + ".");
    }

    private static String kind(final JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case ARRAY -> "tuple";
            case OBJECT -> "object";
            default -> "dynamic";
        };
    }
}
