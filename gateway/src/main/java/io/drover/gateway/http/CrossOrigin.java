package io.drover.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;

/** Lets pages of other origins ask what browsers ask of other agents: files, usage and orders of nodes, and variables. */
final class CrossOrigin {
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_CREDENTIALS = new HttpString("Access-Control-Allow-Credentials");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
    private static final Set<String> READS = Set.of("HEAD", "GET");
    private static final Set<String> WRITES = Set.of("HEAD", "GET", "PUT", "DELETE");

    private CrossOrigin() {}

    /** Sets the headers of a path that may be asked so; true when the request was only a question, which is answered now. */
    static boolean answer(final HttpServerExchange exchange) {
        final String path = exchange.getRequestPath();
        if (!isOpen(path)) {
            return false;
        }
        final HeaderMap answer = exchange.getResponseHeaders();
        answer.put(Headers.VARY, "Origin");
        final HeaderMap asked = exchange.getRequestHeaders();
        final boolean isFromElsewhere = asked.contains(Headers.ORIGIN);
        final String method = asked.getFirst(REQUEST_METHOD);
        if (!exchange.getRequestMethod().equals(Methods.OPTIONS) || method == null) {
            if (isFromElsewhere) {
                allow(answer);
            }
            return false;
        }
        answer.put(Headers.VARY, "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        if (isFromElsewhere && methods(path).contains(method.toUpperCase(Locale.ROOT))) {
            allow(answer);
            answer.put(ALLOW_METHODS, method.toUpperCase(Locale.ROOT));
            final String headers = asked.getFirst(REQUEST_HEADERS);
            if (headers != null) {
                answer.put(ALLOW_HEADERS, headers);
            }
        }
        exchange.setStatusCode(204);
        exchange.getResponseSender().send(ByteBuffer.allocate(0));
        return true;
    }

    private static void allow(final HeaderMap answer) {
        answer.put(ALLOW_ORIGIN, "*");
        answer.put(ALLOW_CREDENTIALS, "true");
    }

    private static boolean isOpen(final String path) {
        return path.startsWith("/v1/client/fs/")
                || path.startsWith("/v1/client/allocation/")
                || path.equals("/v1/client/stats")
                || path.equals("/v1/client/metadata")
                || path.startsWith("/v1/client/identity")
                || path.equals("/v1/vars")
                || path.startsWith("/v1/var/");
    }

    private static Set<String> methods(final String path) {
        return path.startsWith("/v1/var/") ? WRITES : READS;
    }
}
