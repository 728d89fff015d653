package io.drover.gateway.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.util.SameThreadExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Listens for HTTP, bounds what it reads, and hands each request to its endpoint on the I/O thread that read it. */
public final class HttpServer implements AutoCloseable {
    /** Longest body: a job of the largest size, source included, with room to spare. */
    static final int BODY_LENGTH_MAX = 8 * 1024 * 1024;

    private static final int HEADERS_LENGTH_MAX = 64 * 1024;
    private static final int HEADER_COUNT_MAX = 200;
    private static final int PARAMETER_COUNT_MAX = 1_000;
    private static final int REQUEST_PARSE_TIMEOUT_MS = 30_000;
    /** For answers that are being written when the server closes; a client that does not read must not hold it up. */
    private static final int SHUTDOWN_TIMEOUT_MS = 1_000;

    private static final int IDLE_TIMEOUT_MS = 10 * 60 * 1000;

    private final Router router;
    private final Undertow undertow;

    /** Starts listening; the error of a port in use names the port. */
    public HttpServer(final String host, final int port, final int ioThreads, final int workers, final Router router) {
        this.router = router;
        final EncodingHandler encoding = new EncodingHandler(
                new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 50));
        encoding.setNext(this::handle);
        undertow = Undertow.builder()
                .addHttpListener(port, host)
                .setIoThreads(ioThreads)
                .setWorkerThreads(workers)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADERS_LENGTH_MAX)
                .setServerOption(UndertowOptions.MAX_HEADERS, HEADER_COUNT_MAX)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, PARAMETER_COUNT_MAX)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_PARSE_TIMEOUT_MS)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, SHUTDOWN_TIMEOUT_MS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MS)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                // Job ids contain slashes, and clients may send them encoded.
                .setServerOption(UndertowOptions.DECODE_SLASH, true)
                .setHandler(exchange -> {
                    if (exchange.getRequestHeaders().contains("Upgrade") || isStream(exchange)) {
                        handle(exchange);
                    } else {
                        encoding.handleRequest(exchange);
                    }
                })
                .build();
        start(host, port);
    }

    private void start(final String host, final int port) {
        try {
            undertow.start();
        } catch (final RuntimeException ex) {
            if (isBindFailure(ex)) {
                throw new IllegalStateException(
                        "cannot listen for HTTP on " + host + ":" + port
                                + ": the port is in use or not ours; set ports.http to another",
                        ex);
            }
            throw ex;
        }
    }

    /** Address it listens on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    }

    @Override
    public void close() {
        undertow.stop();
    }

    private void handle(final HttpServerExchange exchange) {
        final String redirect = Redirects.target(exchange, router);
        if (redirect != null) {
            Redirects.send(exchange, redirect);
            return;
        }
        if (CrossOrigin.answer(exchange)) {
            return;
        }
        final Endpoint past = exchange.getQueryParameters().containsKey("at") ? router.past() : null;
        final Endpoint endpoint = past == null ? router.find(exchange.getRequestPath()) : past;
        if (endpoint == null) {
            new Call(exchange, new byte[0]).replyNothing(404);
            return;
        }
        if (!endpoint.wantsBody()) {
            dispatch(exchange, endpoint, new byte[0]);
            return;
        }
        final long declared = exchange.getRequestContentLength();
        if (declared > BODY_LENGTH_MAX) {
            refuseBody(exchange);
            return;
        }
        exchange.setMaxEntitySize(BODY_LENGTH_MAX);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (ignored, body) -> dispatch(exchange, endpoint, body),
                        (ignored, error) -> refuseBody(exchange));
    }

    private static void dispatch(final HttpServerExchange exchange, final Endpoint endpoint, final byte[] body) {
        final Call call = new Call(exchange, body);
        if (exchange.isInIoThread()) {
            // Keeps the exchange open after this returns: the answer may come from a continuation.
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> call.guard(() -> endpoint.handle(call)));
        } else {
            call.guard(() -> endpoint.handle(call));
        }
    }

    /** What nodes stream (a log that is followed) must arrive while it is written; a compressor would hold it back. */
    private static boolean isStream(final HttpServerExchange exchange) {
        return exchange.getRequestPath().startsWith("/v1/client/")
                || exchange.getRequestPath().startsWith("/v1/agent/monitor")
                || exchange.getRequestPath().startsWith("/v1/event/")
                || exchange.getRequestPath().equals("/v1/operator/snapshot");
    }

    private static void refuseBody(final HttpServerExchange exchange) {
        exchange.setPersistent(false);
        new Call(exchange, new byte[0])
                .fail(413, "request body exceeds the limit of " + BODY_LENGTH_MAX + " bytes or could not be read");
    }

    private static boolean isBindFailure(final @Nullable Throwable error) {
        return error != null && (error instanceof BindException || isBindFailure(error.getCause()));
    }
}
