package io.drover.gateway.edge;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests that ask for a WebSocket: agreeing to them, and refusing them the way their clients can read. */
public final class WebSocketClient {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebSocketClient.class);
    /** What fits in a close frame beside its code. */
    private static final int REASON_LENGTH_MAX = 123;

    private static final int STATUS_OF_SERVER = 500;
    private static final int CODE_OF_SERVER = 1011;
    private static final int CODE_OF_CLIENT = 1008;

    private WebSocketClient() {}

    /** Whether the request asks for a WebSocket. */
    public static boolean asks(final HttpServerExchange exchange) {
        final String upgrade = exchange.getRequestHeaders().getFirst(Headers.UPGRADE);
        return "websocket".equalsIgnoreCase(upgrade);
    }

    /** Whether a browser asks for a page of another origin. */
    public static boolean isForeign(final HttpServerExchange exchange) {
        final String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        return origin != null && !origin.replaceFirst("^[a-zA-Z]+://", "").equalsIgnoreCase(exchange.getHostAndPort());
    }

    /** Agrees, then goes on with the open connection. */
    static void accept(final HttpServerExchange exchange, final WebSocketConnectionCallback callback) {
        exchange.getIoThread().execute(() -> {
            try {
                new WebSocketProtocolHandshakeHandler(callback).handleRequest(exchange);
            } catch (final Exception ex) {
                LOGGER.warn("a WebSocket could not be opened: {}", ex.toString());
                exchange.endExchange();
            }
        });
    }

    /** Agrees, and closes with a reason; clients expect errors there. */
    public static void refuse(final HttpServerExchange exchange, final int status, final String reason) {
        accept(exchange, (ignored, channel) -> close(channel, code(status), reason));
    }

    /** Closes with a reason. */
    static void close(final WebSocketChannel channel, final int code, final String reason) {
        WebSockets.sendClose(new CloseMessage(code, clipped(reason)), channel, null);
    }

    /** The code for an error that would be this HTTP status. */
    static int code(final int status) {
        return status == STATUS_OF_SERVER ? CODE_OF_SERVER : CODE_OF_CLIENT;
    }

    private static String clipped(final String reason) {
        String clipped = reason;
        while (clipped.getBytes(StandardCharsets.UTF_8).length > REASON_LENGTH_MAX) {
            clipped = clipped.substring(0, clipped.length() - 1);
        }
        return clipped;
    }
}
