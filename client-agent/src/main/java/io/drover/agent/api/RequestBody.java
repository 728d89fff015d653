package io.drover.agent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
        } catch (final JsonProcessingException e) {
            throw new IOException(JsonProblem.find(body), e);
        }
        if (!node.isObject()) {
            throw new IOException("json: cannot unmarshal " + kind(node) + " into an object");
        }
        return node;
    }

    /** A list of strings; nothing and {@code null} are an empty one. */
    static List<String> texts(final String json) throws IOException {
        final List<String> texts = new ArrayList<>();
        if (!json.isEmpty()) {
            try {
                for (final JsonNode text : MAPPER.readTree(json)) {
                    if (!text.isTextual()) {
                        throw new IOException("json: cannot unmarshal " + kind(text) + " into Go value of type string");
                    }
                    texts.add(text.asText());
                }
            } catch (final JsonProcessingException e) {
                throw new IOException(JsonProblem.find(json.getBytes(StandardCharsets.UTF_8)), e);
            }
        }
        return texts;
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
