package io.drover.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Sends clients on whose path is not in its clean form, names a subtree without its slash, or is the root. */
final class Redirects {
    private static final String USER_INTERFACE = "/ui/";

    private Redirects() {}

    /** Where the client is to go instead; null when its path is good. */
    static @Nullable String target(final HttpServerExchange exchange, final Router router) {
        final String raw = exchange.getRequestURI();
        final String path;
        if (raw.equals("/")) {
            path = USER_INTERFACE;
        } else if (isUnclean(raw)) {
            path = clean(raw);
        } else if (router.lacksSlash(raw)) {
            path = raw + "/";
        } else {
            return null;
        }
        final String query = exchange.getQueryString();
        return query.isEmpty() ? path : path + "?" + query;
    }

    static void send(final HttpServerExchange exchange, final String target) {
        exchange.getResponseHeaders().put(Headers.LOCATION, target);
        final Call call = new Call(exchange, new byte[0]);
        if (exchange.getRequestMethod().equalToString("GET")) {
            final String link =
                    target.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&#34;");
            call.replyHtml(307, "<a href=\"" + link + "\">Temporary Redirect</a>.\n\n");
        } else {
            call.replyNothing(307);
        }
    }

    private static boolean isUnclean(final String path) {
        return path.contains("//")
                || path.contains("/./")
                || path.contains("/../")
                || path.endsWith("/.")
                || path.endsWith("/..");
    }

    private static String clean(final String path) {
        final Deque<String> parts = new ArrayDeque<>();
        for (final String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        final boolean isSubtree = path.endsWith("/") && !parts.isEmpty();
        return "/" + String.join("/", parts) + (isSubtree ? "/" : "");
    }
}
