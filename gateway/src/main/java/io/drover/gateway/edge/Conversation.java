package io.drover.gateway.edge;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.StreamConnection;
import org.xnio.streams.ChannelInputStream;
import org.xnio.streams.ChannelOutputStream;

/**
 * A client with a WebSocket and a node with a plain connection, both of which write. Messages are lines of JSON on the node's side.
 * Two threads pass them on, so that a side that does not read slows the other down; the client's messages wait in a short queue.
 *
 * <pre>
 *   client ──message──► [queue] ──line──► node
 *   client ◄──message───────────◄──line── node
 * </pre>
 */
final class Conversation extends AbstractReceiveListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(Conversation.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int COUNT_MAX = 256;
    private static final int QUEUE_LENGTH = 64;
    private static final int MESSAGE_LENGTH_MAX = 256 * 1024;
    private static final long LINGER_MS = 500;
    private static final int HANDSHAKE_VERSION = 1;
    private static final String START = "{}";
    private static final String END = "";

    private final HttpServerExchange request;
    private final BlockingQueue<String> toNode = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private boolean awaitsHandshake;

    private Conversation(final HttpServerExchange request) {
        this.request = request;
        final Deque<String> handshake = request.getQueryParameters().get("ws_handshake");
        awaitsHandshake = handshake != null && "true".equals(handshake.peekFirst());
    }

    /** Joins a client that waits for it and a node that has dialled back. */
    static void begin(final HttpServerExchange client, final HttpServerExchange node) {
        if (COUNT.get() >= COUNT_MAX) {
            WebSocketClient.refuse(client, 429, "too many sessions are open; retry later");
            node.setStatusCode(429).endExchange();
            return;
        }
        final Conversation conversation = new Conversation(client);
        node.upgradeChannel((connection, ignored) ->
                WebSocketClient.accept(client, (facade, channel) -> conversation.start(channel, connection)));
        node.getResponseHeaders().put(Headers.UPGRADE, "drover-call");
        node.endExchange();
    }

    private void start(final WebSocketChannel channel, final StreamConnection node) {
        COUNT.incrementAndGet();
        channel.addCloseTask(closed -> end());
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
        if (!awaitsHandshake) {
            toNode.add(START);
        }
        run("call-down", () -> passToNode(node));
        run("call-up", () -> passToClient(channel, node));
    }

    private static void run(final String name, final Runnable work) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    protected long getMaxTextBufferSize() {
        return MESSAGE_LENGTH_MAX;
    }

    @Override
    protected void onFullTextMessage(final WebSocketChannel channel, final BufferedTextMessage message) {
        final String text = message.getData().replace('\n', ' ');
        if (awaitsHandshake) {
            awaitsHandshake = false;
            final String problem = handshakeProblem(text);
            if (!problem.isEmpty()) {
                WebSocketClient.close(channel, WebSocketClient.code(400), problem);
                end();
                return;
            }
            toNode.add(START);
            return;
        }
        if (!toNode.offer(text)) {
            // Nothing more is read until the node has taken this; its thread resumes.
            channel.suspendReceives();
            run("call-full", () -> {
                put(text);
                channel.resumeReceives();
            });
        }
    }

    /** The client shows its token in its first message when it cannot set headers. */
    private String handshakeProblem(final String text) {
        try {
            if (JsonParser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject handshake) {
                final long version = handshake.number("version");
                if (version != HANDSHAKE_VERSION) {
                    return "unexpected handshake value: " + version;
                }
                final String header = request.getRequestHeaders().getFirst("X-Nomad-Token");
                if (header != null && !header.isEmpty() && !header.equals(handshake.text("auth_token"))) {
                    return "handshake auth token mismatched auth header token";
                }
                return "";
            }
        } catch (final JsonSyntaxException ex) {
            return String.valueOf(ex.getMessage());
        }
        return "unexpected handshake value: 0";
    }

    @Override
    protected void onCloseMessage(final CloseMessage message, final WebSocketChannel channel) {
        end();
    }

    @Override
    protected void onError(final WebSocketChannel channel, final Throwable error) {
        end();
        super.onError(channel, error);
    }

    /** Lets the thread that writes to the node end once it has written what waits. */
    private void end() {
        if (!toNode.offer(END)) {
            run("call-full", () -> put(END));
        }
    }

    private void put(final String text) {
        try {
            if (!toNode.offer(text, 10, TimeUnit.SECONDS)) {
                LOGGER.debug("a node does not read a session");
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void passToNode(final StreamConnection node) {
        try (OutputStream out = new ChannelOutputStream(node.getSinkChannel())) {
            for (String line = toNode.take(); !line.equals(END); line = toNode.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (final IOException ex) {
            LOGGER.debug("a node has left a session: {}", ex.toString());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void passToClient(final WebSocketChannel channel, final StreamConnection node) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new ChannelInputStream(node.getSourceChannel()), StandardCharsets.UTF_8))) {
            boolean open = true;
            for (String line = in.readLine(); open && line != null; line = in.readLine()) {
                open = pass(channel, line);
            }
        } catch (final IOException ex) {
            LOGGER.debug("a session has ended: {}", ex.toString());
        } finally {
            COUNT.decrementAndGet();
            end();
            CloseHelper.quietClose(node);
            // The client closes first if it likes; what it was sent last must not be lost to a reset.
            channel.getIoThread().executeAfter(() -> CloseHelper.quietClose(channel), LINGER_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** False when the node has asked to close. */
    private static boolean pass(final WebSocketChannel channel, final String line) throws IOException {
        if (line.startsWith("{\"close\":")) {
            try {
                final JsonObject close =
                        JsonParser.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject message
                                ? message.object("close")
                                : null;
                if (close != null) {
                    WebSocketClient.close(channel, (int) close.number("code"), close.text("reason"));
                }
            } catch (final JsonSyntaxException ex) {
                throw new IOException(ex);
            }
            return false;
        }
        WebSockets.sendTextBlocking(line, channel);
        return true;
    }
}
