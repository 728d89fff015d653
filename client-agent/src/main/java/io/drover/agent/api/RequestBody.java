package io.drover.agent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads small JSON bodies and describes broken ones as clients know it. */
final class RequestBody {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RequestBody() {}

    /**
     * Parses an object.
     *
     * @throws IOException with a message for the client when it is none.
     */
    static JsonNode object(final byte[] body) throws IOException {
        final JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (final JsonEOFException e) {
            throw new IOException("unexpected EOF", e);
        } catch (final JsonProcessingException e) {
            final String text = new String(body, StandardCharsets.UTF_8).strip();
            throw new IOException(
                    "invalid character '" + (text.isEmpty() ? ' ' : text.charAt(0))
                            + "' looking for beginning of value",
                    e);
        }
        if (!node.isObject()) {
            throw new IOException("json: cannot unmarshal " + kind(node) + " into an object");
        }
        return node;
    }

    /** A string member, empty when it is absent. */
    static String text(final JsonNode node, final String name) throws IOException {
        final JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new IOException(
                    "json: cannot unmarshal " + kind(value) + " into Go struct field ." + name + " of type string");
        }
        return value.asText();
    }

    /** A boolean member, false when it is absent. */
    static boolean bool(final JsonNode node, final String name) throws IOException {
        final JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new IOException(
                    "json: cannot unmarshal " + kind(value) + " into Go struct field ." + name + " of type bool");
        }
        return value.asBoolean();
    }

    private static String kind(final JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case STRING -> "string";
            case ARRAY -> "array";
            default -> "object";
        };
    }
}
