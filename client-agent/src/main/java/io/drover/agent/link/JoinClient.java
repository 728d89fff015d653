package io.drover.agent.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Joins a cluster through any of its servers. Blocking; used by one thread. */
public final class JoinClient {
    private static final int TIMEOUT_MS = 10_000;
    private static final int ANSWER_LENGTH_MAX = 1024 * 1024;

    private final List<String> servers;
    private final NodeIdentity identity;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * What a node needs for the link.
     *
     * @param server host:port of the HTTP API that answered.
     * @param nodeHandle row and generation of the node.
     * @param heartbeatTtlMs time until it must be heard from.
     * @param edges link addresses, the nearest first.
     * @param ticket to show to edges.
     * @param frameKey to authenticate frames with.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Joined(
            String server, long nodeHandle, long heartbeatTtlMs, List<String> edges, byte[] ticket, byte[] frameKey) {
        /** Copies the list. */
        public Joined {
            edges = List.copyOf(edges);
        }

        /** Keys stay out of logs. */
        @Override
        public String toString() {
            return "joined through " + server + ", edges " + edges;
        }
    }

    /** Joins through these servers, each host:port of an HTTP API, in turn. */
    public JoinClient(final List<String> servers, final NodeIdentity identity) {
        this.servers = List.copyOf(servers);
        this.identity = identity;
    }

    /**
     * Joins.
     *
     * @throws IOException when no server took the node; its message tells what each one said.
     */
    public Joined join(final byte[] registration) throws IOException {
        final List<String> refusals = new ArrayList<>();
        for (final String server : servers) {
            try {
                return join(server, registration);
            } catch (final IOException ex) {
                refusals.add(server + ": " + ex.getMessage());
            }
        }
        throw new IOException("no server took the node: " + String.join("; ", refusals));
    }

    private Joined join(final String server, final byte[] registration) throws IOException {
        final HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + server + "/v1/internal/node/join")
                        .toURL()
                        .openConnection();
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        connection.setRequestProperty("X-Drover-Node-Secret", identity.secret());
        connection.setFixedLengthStreamingMode(registration.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(registration);
        }
        final int status = connection.getResponseCode();
        final byte[] body = body(connection, status);
        if (status != 200) {
            throw new IOException("status " + status + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return decode(server, mapper.readTree(body));
    }

    private static byte[] body(final HttpURLConnection connection, final int status) throws IOException {
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? new byte[0] : in.readNBytes(ANSWER_LENGTH_MAX);
        }
    }

    private static Joined decode(final String server, final JsonNode json) {
        final List<String> edges = new ArrayList<>();
        json.path("Edges").forEach(edge -> edges.add(edge.asText()));
        final Base64.Decoder base64 = Base64.getDecoder();
        return new Joined(
                server,
                json.path("NodeHandle").asLong(),
                json.path("HeartbeatTTLMs").asLong(),
                edges,
                base64.decode(json.path("Ticket").asText()),
                base64.decode(json.path("FrameKey").asText()));
    }
}
