package io.drover.agent.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.model.ServerReads;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the signed identity of the node says, and another one on demand. The token itself is shown to nobody. */
final class NodeIdentityEndpoint {
    private static final String TARGET = "/v1/internal/node-identity";
    private static final long TIMEOUT_S = 10;

    /** An identity that ends sooner than this is replaced when it is looked at. */
    private static final long REST_MIN_S = 3_600;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerReads reads;
    private @Nullable JsonNode claims;

    NodeIdentityEndpoint(final ServerReads reads) {
        this.reads = reads;
    }

    ClientResponse get(final ClientRequest request) throws ApiException, IOException {
        if (!request.method().equals("GET")) {
            throw new ApiException(405, "Invalid method");
        }
        final JsonNode current = current();
        return ClientResponse.json(JsonText.of(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("Claims");
            for (final Map.Entry<String, JsonNode> claim : current.properties()) {
                if (claim.getValue().isNumber()) {
                    json.writeNumberField(claim.getKey(), claim.getValue().asDouble());
                } else {
                    json.writeStringField(claim.getKey(), claim.getValue().asText());
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        }));
    }

    ClientResponse renew(final ClientRequest request) throws ApiException, IOException {
        if (request.method().equals("GET")) {
            throw new ApiException(405, "Invalid method");
        }
        synchronized (this) {
            claims = fetched();
        }
        return ClientResponse.json(JsonText.of(json -> {
            json.writeStartObject();
            json.writeEndObject();
        }));
    }

    private synchronized JsonNode current() throws IOException {
        JsonNode known = claims;
        if (known == null || known.path("exp").asLong() - System.currentTimeMillis() / 1_000 < REST_MIN_S) {
            known = fetched();
            claims = known;
        }
        return known;
    }

    private JsonNode fetched() throws IOException {
        final ServerReads.Answer answer;
        try {
            answer = reads.get(TARGET, ServerReads.AS_NODE).get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new IOException("the servers did not sign an identity", e);
        }
        final String[] parts = JSON.readTree(answer.body()).path("JWT").asText().split("\\.", -1);
        if (answer.status() != 200 || parts.length != 3) {
            throw new IOException("the servers did not sign an identity: status " + answer.status());
        }
        return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    }
}
