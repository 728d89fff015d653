package io.drover.perf;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Plain requests with time-outs short enough to see a fail-over. Any thread. */
final class Http {
    private static final int CONNECT_TIMEOUT_MS = 1_000;

    /**
     * An answer.
     *
     * @param status HTTP status.
     * @param index value of the index header, 0 when there is none.
     * @param text body.
     */
    record Answer(int status, long index, String text) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        Doc doc() throws IOException {
            return Docs.read(text);
        }
    }

    private Http() {}

    static Answer get(final String url, final int timeoutMs) throws IOException {
        return send("GET", url, null, timeoutMs);
    }

    static Answer put(final String url, final JsonObject body, final int timeoutMs) throws IOException {
        return send("PUT", url, body, timeoutMs);
    }

    static Answer delete(final String url, final int timeoutMs) throws IOException {
        return send("DELETE", url, null, timeoutMs);
    }

    private static Answer send(
            final String method,
            final String url,
            final @org.jspecify.annotations.Nullable JsonObject body,
            final int timeoutMs)
            throws IOException {
        final HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
        connection.setReadTimeout(timeoutMs);
        if (body != null) {
            final byte[] bytes = JsonWriter.bytes(body);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
            connection.getOutputStream().write(bytes);
        }
        final int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            final String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            final String index = connection.getHeaderField("X-Nomad-Index");
            return new Answer(status, index == null ? 0 : Long.parseLong(index), text);
        }
    }
}
