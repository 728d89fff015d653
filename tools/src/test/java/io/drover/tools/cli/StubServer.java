package io.drover.tools.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that answers given paths with given texts and remembers what it was asked. */
public final class StubServer implements AutoCloseable {
    private record Reply(int status, String body, String location) {}

    private final HttpServer server;
    private final Map<String, Reply> replies = Collections.synchronizedMap(new HashMap<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    public StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers requests such as {@code GET /v1/jobs}, whatever their query, with this body. */
    public StubServer on(final String request, final String body) {
        return on(request, 200, body);
    }

    public StubServer on(final String request, final int status, final String body) {
        replies.put(request, new Reply(status, body, ""));
        return this;
    }

    public StubServer redirect(final String request, final String location) {
        replies.put(request, new Reply(307, "", location));
        return this;
    }

    /** Method, path with query, token and body of every request so far. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(final HttpExchange exchange) throws IOException {
        final String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        final String method = exchange.getRequestMethod();
        final @Nullable String token = exchange.getRequestHeaders().getFirst("X-Nomad-Token");
        requests.add((method + " " + exchange.getRequestURI() + (token == null ? "" : " token=" + token) + " " + body)
                .strip());
        final Reply reply = replies.getOrDefault(
                method + " " + exchange.getRequestURI().getPath(), new Reply(404, "nothing here", ""));
        if (!reply.location().isEmpty()) {
            exchange.getResponseHeaders().add("Location", reply.location());
        }
        final byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
