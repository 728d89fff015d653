package io.drover.agent.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.link.JoinClient.Joined;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Job documents by version, fetched once from the server that the node joined through. When that one cannot be reached, somebody is told,
 * who lets the node join through another. One thread.
 */
final class JobDocuments implements AssignmentDecoder.Documents {
    private static final int CACHED_MAX = 256;
    private static final int TIMEOUT_MS = 10_000;
    private static final int LENGTH_MAX = 8 * 1024 * 1024;

    private final Supplier<Joined> joined;
    private final Runnable unreachable;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, JsonNode> cache = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, JsonNode> eldest) {
            return size() > CACHED_MAX;
        }
    };

    JobDocuments(final Supplier<Joined> joined, final Runnable unreachable) {
        this.joined = joined;
        this.unreachable = unreachable;
    }

    @Override
    public JsonNode document(final String namespace, final String jobId, final long version, final long createIndex)
            throws IOException {
        final String key = namespace + '\0' + jobId + '\0' + version + '\0' + createIndex;
        final JsonNode known = cache.get(key);
        if (known != null) {
            return known;
        }
        final JsonNode fetched = fetch(namespace, jobId, version);
        cache.put(key, fetched);
        return fetched;
    }

    private JsonNode fetch(final String namespace, final String jobId, final long version) throws IOException {
        final Joined link = joined.get();
        final URI uri = URI.create("http://" + link.server() + "/v1/internal/job-document?namespace="
                + encode(namespace) + "&job=" + encode(jobId) + "&version=" + version);
        final HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setRequestProperty("X-Drover-Ticket", Base64.getEncoder().encodeToString(link.ticket()));
        final int status = status(connection);
        if (status != 200) {
            throw new IOException("document of job " + jobId + " version " + version + ": status " + status);
        }
        try (InputStream in = connection.getInputStream()) {
            return mapper.readTree(in.readNBytes(LENGTH_MAX));
        }
    }

    private int status(final HttpURLConnection connection) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (final IOException ex) {
            unreachable.run();
            throw ex;
        }
    }

    private static String encode(final String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
