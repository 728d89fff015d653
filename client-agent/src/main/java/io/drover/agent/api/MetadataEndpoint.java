package io.drover.agent.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.state.NodeMetadata;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v1/client/metadata}: reads and sets the node's metadata. */
final class MetadataEndpoint {
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*");

    private final NodeMetadata metadata;

    MetadataEndpoint(final NodeMetadata metadata) {
        this.metadata = metadata;
    }

    ClientResponse handle(final ClientRequest request) throws ApiException, IOException {
        switch (request.method()) {
            case "GET" -> {}
            case "POST" -> apply(request.body());
            default -> throw new ApiException(405, "Invalid method");
        }
        return ClientResponse.json(JsonText.of(json -> {
            json.writeStartObject();
            write(json, "Meta", metadata.merged());
            write(json, "Dynamic", metadata.dynamic());
            write(json, "Static", metadata.configured());
            json.writeEndObject();
        }));
    }

    private void apply(final byte[] body) throws ApiException, IOException {
        final JsonNode values;
        try {
            if (body.length == 0) {
                throw new IOException("Request body is empty");
            }
            values = RequestBody.object(body).path("Meta");
        } catch (final IOException e) {
            throw new ApiException(400, String.valueOf(e.getMessage()));
        }
        if (!values.isObject() || values.isEmpty()) {
            throw new ApiException(400, "missing required Meta object");
        }
        final NavigableMap<String, @Nullable String> changes = new TreeMap<>();
        for (final Map.Entry<String, JsonNode> entry : values.properties()) {
            changes.put(checkedKey(entry.getKey()), entry.getValue().isNull() ? null : text(entry));
        }
        metadata.apply(changes);
    }

    private static String checkedKey(final String key) throws ApiException {
        if (key.isEmpty()) {
            throw new ApiException(400, "metadata keys must not be empty");
        }
        if (!KEY.matcher(key).matches()) {
            throw new ApiException(
                    400, Parameters.quoted(key) + " is invalid; metadata keys must be valid dotted hcl identifiers");
        }
        return key;
    }

    private static String text(final Map.Entry<String, JsonNode> entry) throws ApiException {
        if (!entry.getValue().isTextual()) {
            throw new ApiException(
                    400,
                    "json: cannot unmarshal " + kind(entry.getValue())
                            + " into Go struct field NodeMetaApplyRequest.Meta of type string");
        }
        return entry.getValue().asText();
    }

    private static String kind(final JsonNode value) {
        return value.isBoolean() ? "bool" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static void write(
            final JsonGenerator json, final String name, final Map<String, ? extends @Nullable String> map)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (final Map.Entry<String, ? extends @Nullable String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
