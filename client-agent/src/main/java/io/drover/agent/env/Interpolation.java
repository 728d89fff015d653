package io.drover.agent.env;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.agent.model.NodeInfo;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${name}} by what the node, the allocation and the task make of it.
 *
 * <p>Names are {@code node.*}, {@code attr.*}, {@code meta.*} and environment variables. In ordinary text an unknown name
 * stays as it was written. In a driver's configuration it is an error, {@code env["X"]} works as well, and a doubled dollar
 * sign keeps the braces after it from being replaced.
 */
public final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");
    private static final Pattern CONFIG_REFERENCE =
            Pattern.compile("(\\$?)\\$\\{\\s*([A-Za-z0-9_.-]+|env\\[\"([^\"]*)\"])\\s*}");

    private final Map<String, String> values;

    private Interpolation(final Map<String, String> values) {
        this.values = values;
    }

    /** What can be said about the node alone. */
    public static Interpolation ofNode(final NodeInfo node) {
        final Map<String, String> values = new TreeMap<>();
        node.attributes().forEach((key, value) -> values.put("attr." + key, value));
        node.meta().forEach((key, value) -> values.put("meta." + key, value));
        values.put("node.unique.id", node.id());
        values.put("node.unique.name", node.name());
        values.put("node.datacenter", node.datacenter());
        values.put("node.region", node.region());
        values.put("node.class", node.nodeClass());
        values.put("node.pool", node.pool());
        return new Interpolation(values);
    }

    /** The same, and the given variables. */
    public Interpolation with(final Map<String, String> variables) {
        final Map<String, String> merged = new TreeMap<>(values);
        merged.putAll(variables);
        return new Interpolation(merged);
    }

    /** The value of one name; null when it is unknown. */
    public @Nullable String find(final String name) {
        return values.get(name);
    }

    /** Replaces what is known and leaves the rest. */
    public String text(final String text) {
        if (text.indexOf("${") < 0) {
            return text;
        }
        final Matcher matcher = REFERENCE.matcher(text);
        final StringBuilder out = new StringBuilder(text.length());
        while (matcher.find()) {
            final String value = values.get(matcher.group(1));
            matcher.appendReplacement(out, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(out).toString();
    }

    /**
     * Replaces in all strings of a driver's configuration, member names excepted.
     *
     * @throws UnknownVariableException when a name is unknown.
     */
    public JsonNode config(final JsonNode node) throws UnknownVariableException {
        if (node.isTextual()) {
            return TextNode.valueOf(configText(node.asText()));
        }
        if (node.isArray()) {
            final ArrayNode copy = JsonNodeFactory.instance.arrayNode(node.size());
            for (final JsonNode element : node) {
                copy.add(config(element));
            }
            return copy;
        }
        if (node.isObject()) {
            final ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (final Map.Entry<String, JsonNode> field : node.properties()) {
                copy.set(field.getKey(), config(field.getValue()));
            }
            return copy;
        }
        return node.isMissingNode() || node.isNull() ? JsonNodeFactory.instance.objectNode() : node;
    }

    private String configText(final String text) throws UnknownVariableException {
        if (text.indexOf("${") < 0) {
            return text;
        }
        final Matcher matcher = CONFIG_REFERENCE.matcher(text);
        final StringBuilder out = new StringBuilder(text.length());
        while (matcher.find()) {
            final String replacement;
            if (!matcher.group(1).isEmpty()) {
                replacement = matcher.group().substring(1);
            } else {
                final String quoted = matcher.group(3);
                replacement = value(quoted == null ? matcher.group(2) : quoted);
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(out).toString();
    }

    private String value(final String name) throws UnknownVariableException {
        final @Nullable String value = values.get(name);
        if (value == null) {
            throw new UnknownVariableException(name);
        }
        return value;
    }

    /** A configuration names something that does not exist. */
    public static final class UnknownVariableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownVariableException(final String name) {
            super("Unknown variable: There is no variable named \"" + name + "\".");
        }
    }
}
