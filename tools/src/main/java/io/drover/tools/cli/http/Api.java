package io.drover.tools.cli.http;

import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * A server's HTTP API. Each call is one request on the calling thread. Redirects are followed by hand, as the JDK changes
 * the method of a redirected PUT. Error texts are worded as the reference client words them, since scripts match them.
 */
public final class Api {
    private static final int CONNECT_TIMEOUT_MS = 30_000;
    /** Longer than the longest blocking query that a server allows, 10 minutes and a sixteenth more. */
    private static final int READ_TIMEOUT_MS = 11 * 60_000;

    private static final int REDIRECTS_MAX = 10;
    private static final int ERROR_BYTES_MAX = 1 << 20;

    private final ApiSettings settings;
    private @Nullable TlsSockets tls;

    /** Checks the settings; the message of the exception says what is wrong with them. */
    public Api(final ApiSettings settings) throws ApiException {
        this.settings = settings;
        Addresses.check(settings.address());
        TlsSockets.check(settings.tls());
    }

    public ApiSettings settings() {
        return settings;
    }

    public Doc get(final String path, final Query query) throws ApiException {
        return call("GET", path, query, null);
    }

    public Doc get(final String path) throws ApiException {
        return get(path, new Query());
    }

    /** A PUT with a JSON body, or without one when it is null. */
    public Doc put(final String path, final Query query, final @Nullable JsonValue body) throws ApiException {
        return call("PUT", path, query, body);
    }

    public Doc delete(final String path, final Query query) throws ApiException {
        return call("DELETE", path, query, null);
    }

    /** A request whose answer is read as JSON; an empty answer is an absent value. */
    public Doc call(final String method, final String path, final Query query, final @Nullable JsonValue body)
            throws ApiException {
        try (Answer answer = open(method, path, query, body)) {
            requireSuccess(answer);
            return Docs.read(answer.body());
        } catch (final IOException e) {
            throw unreadable(e);
        }
    }

    /** A request whose answer the caller reads, such as a stream of log lines. Fails unless the status says success. */
    public Answer stream(final String path, final Query query) throws ApiException {
        final Answer answer = open("GET", path, query, null);
        try {
            requireSuccess(answer);
            return answer;
        } catch (final IOException e) {
            answer.close();
            throw unreadable(e);
        } catch (final ApiException e) {
            answer.close();
            throw e;
        }
    }

    /** A request with any answer. */
    public Answer open(final String method, final String path, final Query query, final @Nullable JsonValue body)
            throws ApiException {
        final byte @Nullable [] bytes = body == null ? null : JsonWriter.bytes(body);
        return send(method, settings.address() + path + complete(query), bytes, new String[0][]);
    }

    /** A request to a whole address, with headers of the caller's own. */
    public Answer send(
            final String method, final String address, final byte @Nullable [] body, final String[][] headers)
            throws ApiException {
        String target = address;
        for (int i = 0; i <= REDIRECTS_MAX; i++) {
            final Answer answer = sendOnce(method, target, body, headers);
            if (answer.status() < 300
                    || answer.status() >= 400
                    || answer.header("Location").isEmpty()) {
                return answer;
            }
            target = URI.create(target).resolve(answer.header("Location")).toString();
            answer.close();
        }
        throw ApiException.transport(request(method, address) + ": stopped after " + REDIRECTS_MAX + " redirects");
    }

    /** Opens a WebSocket. */
    public WebSocketConnection webSocket(final String path, final Query query) throws ApiException {
        final String address = settings.address() + path + complete(query);
        Addresses.requireHttp("GET", address);
        final @Nullable TlsSockets sockets = address.startsWith("https://") ? tls() : null;
        try {
            return WebSocketConnection.open(URI.create(address), authentication(), sockets);
        } catch (final IOException e) {
            throw ApiException.transport(request("GET", address) + ": " + reason(e, address));
        }
    }

    /** The query with region and namespace of the settings, unless the caller has set its own. */
    public Query complete(final Query query) {
        if (!query.has("region")) {
            query.with("region", settings.region());
        }
        if (!query.has("namespace")) {
            query.with("namespace", settings.namespace());
        }
        return query;
    }

    private Answer sendOnce(
            final String method, final String address, final byte @Nullable [] body, final String[][] headers)
            throws ApiException {
        Addresses.requireHttp(method, address);
        try {
            final HttpURLConnection streamed = request(method, address, body, headers, true);
            final int status = streamed.getResponseCode();
            if (status != HttpURLConnection.HTTP_UNAUTHORIZED || body == null) {
                return new Answer(streamed, status);
            }
            // The JDK keeps to itself what such an answer says to whoever streams. The request was refused, so it may
            // be repeated.
            final HttpURLConnection kept = request(method, address, body, headers, false);
            return new Answer(kept, kept.getResponseCode());
        } catch (final IOException e) {
            throw ApiException.transport(request(method, address) + ": " + reason(e, address));
        }
    }

    /** Sends a request. One that is streamed is never repeated by the JDK, whatever happens to its connection. */
    private HttpURLConnection request(
            final String method,
            final String address,
            final byte @Nullable [] body,
            final String[][] headers,
            final boolean isStreamed)
            throws IOException, ApiException {
        final HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
        if (connection instanceof HttpsURLConnection encrypted) {
            tls().apply(encrypted);
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
        connection.setReadTimeout(READ_TIMEOUT_MS);
        connection.setRequestMethod(method);
        for (final String[] header : authentication()) {
            connection.setRequestProperty(header[0], header[1]);
        }
        for (final String[] header : headers) {
            connection.setRequestProperty(header[0], header[1]);
        }
        if (body != null) {
            connection.setDoOutput(true);
            if (isStreamed) {
                connection.setFixedLengthStreamingMode(body.length);
            }
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        return connection;
    }

    private List<String[]> authentication() {
        final List<String[]> headers = new ArrayList<>();
        if (!settings.token().isEmpty()) {
            headers.add(new String[] {"X-Nomad-Token", settings.token()});
        }
        if (!settings.basicAuth().isEmpty()) {
            final byte[] secret = settings.basicAuth().getBytes(StandardCharsets.UTF_8);
            headers.add(new String[] {
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(secret)
            });
        }
        return headers;
    }

    private TlsSockets tls() throws ApiException {
        if (tls == null) {
            tls = TlsSockets.of(settings.tls());
        }
        return tls;
    }

    private static void requireSuccess(final Answer answer) throws IOException, ApiException {
        if (!answer.isSuccess()) {
            final byte[] body;
            try (InputStream in = answer.body()) {
                body = in.readNBytes(ERROR_BYTES_MAX);
            }
            throw ApiException.status(answer.status(), new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String request(final String method, final String address) {
        return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT) + " \"" + address + '"';
    }

    private static ApiException unreadable(final IOException e) {
        return ApiException.transport("failed to read the answer: " + e.getMessage());
    }

    private static String reason(final IOException e, final String address) {
        final String place = Addresses.hostAndPort(address);
        if (e instanceof UnknownHostException) {
            return "dial tcp: lookup " + URI.create(address).getHost() + ": no such host";
        }
        if (e instanceof NoRouteToHostException) {
            return "dial tcp " + place + ": connect: no route to host";
        }
        if (e instanceof ConnectException) {
            return "dial tcp " + place + ": connect: connection refused";
        }
        if (e instanceof SocketTimeoutException) {
            return "dial tcp " + place + ": i/o timeout";
        }
        return String.valueOf(e.getMessage());
    }
}
