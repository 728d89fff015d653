package io.drover.gateway.edge;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.CallDecoder;
import io.drover.sbe.link.CallEncoder;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Lets nodes answer HTTP calls although nothing can connect to a node: the call goes down the link, and the node posts its answer
 * to this server, which passes status, headers and body on while they come. An answer is believed once, from whoever shows the
 * call's own secret. Calls for nodes that are at home at another server's edge are passed on to that server.
 *
 * <pre>
 *   client ──request──► [call] ──link──► node
 *   client ◄──stream─── [relay] ◄──POST /v1/internal/call/ID── node
 * </pre>
 */
public final class CallRelay implements NodeCalls, Endpoint {
    /** Path that answers are posted to; the call's number follows. */
    public static final String PATH = "/v1/internal/call/";

    /** Header with the call's secret. */
    public static final String SECRET_HEADER = "X-Drover-Call-Secret";

    /** Header with the status of the answer. */
    public static final String STATUS_HEADER = "X-Drover-Call-Status";

    /** Prefix of headers that belong to the answer. */
    public static final String HEADER_PREFIX = "X-Drover-Call-Header-";

    private static final long PICK_UP_SECONDS = 10;
    /** What a node is asked for may take programs of its own a minute. */
    private static final long ANSWER_SECONDS = 70;

    private static final int ANSWER_LENGTH_MAX = 64 * 1024;
    /** A node that has lost its edge is at home at another within some seconds. */
    private static final long AWAY_NS = TimeUnit.SECONDS.toNanos(4);

    private static final int AGAIN_MS = 200;
    private static final int CALLS_MAX = 4096;
    private static final int CHUNK_LENGTH = 32 * 1024;
    private static final int SECRET_LENGTH = 16;

    /** How a payload reaches a node; false when it cannot. */
    interface Downlink {
        boolean send(UUID nodeId, DirectBuffer payload, int length);
    }

    private record Waiting(
            UUID nodeId,
            Call call,
            byte[] secret,
            long startNs,
            @Nullable CompletableFuture<NodeAnswer> asked) {}

    private final String replyAddress;
    private final Downlink downlink;
    private final HomeRelay homes;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

    CallRelay(final String replyAddress, final Downlink downlink, final HomeRelay homes) {
        this.replyAddress = replyAddress;
        this.downlink = downlink;
        this.homes = homes;
    }

    @Override
    public void call(final UUID nodeId, final String method, final String target, final byte[] body, final Call call) {
        send(nodeId, method, target, body, call, PICK_UP_SECONDS, null);
    }

    @Override
    public CompletableFuture<NodeAnswer> ask(
            final UUID nodeId, final String method, final String target, final byte[] body, final Call call) {
        final CompletableFuture<NodeAnswer> asked = new CompletableFuture<>();
        send(nodeId, method, target, body, call, ANSWER_SECONDS, asked);
        return asked;
    }

    private void send(
            final UUID nodeId,
            final String method,
            final String target,
            final byte[] body,
            final Call call,
            final long seconds,
            final @Nullable CompletableFuture<NodeAnswer> asked) {
        if (waiting.size() >= CALLS_MAX) {
            call.fail(429, "too many calls to nodes are waiting; retry later");
            return;
        }
        final byte[] secret = new byte[SECRET_LENGTH];
        random.nextBytes(secret);
        final long number = numbers.incrementAndGet();
        waiting.put(number, new Waiting(nodeId, call, secret, System.nanoTime(), asked));
        call.exchange().getIoThread().executeAfter(() -> expire(number, seconds), seconds, TimeUnit.SECONDS);
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512 + body.length);
        final CallEncoder encoder = new CallEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .callId(number);
        encoder.method(method)
                .target(target)
                .replyAddress(replyAddress)
                .putSecret(secret, 0, secret.length)
                .putBody(body, 0, body.length);
        downlink.send(nodeId, buffer, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    /** The node has no link with this process: it may be at home elsewhere. */
    void onNoPath(final byte[] payload) {
        final CallDecoder decoder =
                new CallDecoder().wrapAndApplyHeader(new UnsafeBuffer(payload), 0, new MessageHeaderDecoder());
        final long number = decoder.callId();
        final Waiting lost = waiting.get(number);
        if (lost != null) {
            lost.call
                    .exchange()
                    .getIoThread()
                    .execute(() -> homes.pass(lost.nodeId, lost.call, new Lost(number, payload)));
        }
    }

    /** A call whose node has no link here: forgotten when another server answers it, sent again when the node may come back. */
    private final class Lost implements HomeRelay.Outcome {
        private final long number;
        private final byte[] payload;

        Lost(final long number, final byte[] payload) {
            this.number = number;
            this.payload = payload;
        }

        @Override
        public void onGone() {
            waiting.remove(number);
        }

        @Override
        public void onAway() {
            final Waiting lost = waiting.get(number);
            if (lost == null) {
                return;
            }
            if (System.nanoTime() - lost.startNs > AWAY_NS) {
                onGone();
                HomeRelay.answerNoPath(lost.call);
            } else {
                lost.call.exchange().getIoThread().executeAfter(this::sendAgain, AGAIN_MS, TimeUnit.MILLISECONDS);
            }
        }

        private void sendAgain() {
            final Waiting lost = waiting.get(number);
            if (lost != null) {
                downlink.send(lost.nodeId, new UnsafeBuffer(payload), payload.length);
            }
        }
    }

    /** A node brings an answer; its body is not read yet. */
    @Override
    public void handle(final Call answer) {
        final Waiting taken = take(answer);
        if (taken == null) {
            answer.fail(404, "no such call, or it was answered already");
            return;
        }
        if (answer.exchange().getRequestHeaders().contains(Headers.UPGRADE)) {
            Conversation.begin(taken.call.exchange(), answer.exchange());
            return;
        }
        final CompletableFuture<NodeAnswer> asked = taken.asked;
        if (asked != null) {
            answer.offload(ignored -> complete(answer.exchange(), asked));
            return;
        }
        answer.offload(ignored -> relay(answer.exchange(), taken.call.exchange()));
    }

    @Override
    public boolean wantsBody() {
        return false;
    }

    private @Nullable Waiting take(final Call answer) {
        final long number;
        try {
            number = Long.parseLong(answer.path().substring(PATH.length()));
        } catch (final NumberFormatException ex) {
            return null;
        }
        final Waiting found = waiting.get(number);
        final byte[] shown = answer.header(SECRET_HEADER).getBytes(StandardCharsets.US_ASCII);
        if (found == null || !MessageDigest.isEqual(hex(found.secret).getBytes(StandardCharsets.US_ASCII), shown)) {
            return null;
        }
        return waiting.remove(number, found) ? found : null;
    }

    private void expire(final long number, final long seconds) {
        final Waiting late = waiting.remove(number);
        if (late != null) {
            late.call.fail(500, "the node did not answer within " + seconds + " seconds");
        }
    }

    /** Blocks a worker for as long as the answer streams, which is what slows the node down to the client's pace. */
    private static void relay(final HttpServerExchange source, final HttpServerExchange target) {
        target.setStatusCode(status(source));
        copyHeaders(source.getRequestHeaders(), target.getResponseHeaders());
        source.startBlocking();
        target.startBlocking();
        final byte[] chunk = new byte[CHUNK_LENGTH];
        try (InputStream in = source.getInputStream();
                OutputStream out = target.getOutputStream()) {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                out.write(chunk, 0, length);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (final IOException ex) {
            // One side has gone. Closing the node's connection ends its stream; the client sees a cut answer.
            source.setPersistent(false);
            target.setPersistent(false);
            closeQuietly(source);
            closeQuietly(target);
            return;
        }
        target.endExchange();
        source.setStatusCode(200);
        source.endExchange();
    }

    private static void complete(final HttpServerExchange source, final CompletableFuture<NodeAnswer> asked) {
        source.startBlocking();
        try (InputStream in = source.getInputStream()) {
            final byte[] body = in.readNBytes(ANSWER_LENGTH_MAX);
            asked.complete(new NodeAnswer(status(source), body));
        } catch (final IOException ex) {
            asked.complete(new NodeAnswer(500, "the node's answer was cut off".getBytes(StandardCharsets.UTF_8)));
        }
        source.setStatusCode(200);
        source.endExchange();
    }

    private static void closeQuietly(final HttpServerExchange exchange) {
        CloseHelper.quietClose(exchange.getConnection());
    }

    private static int status(final HttpServerExchange source) {
        final String text = source.getRequestHeaders().getFirst(STATUS_HEADER);
        return text != null && text.matches("[2-5]\\d\\d") ? Integer.parseInt(text) : 500;
    }

    private static void copyHeaders(final HeaderMap from, final HeaderMap to) {
        if (!to.contains(Headers.VARY)) {
            to.put(Headers.VARY, "Accept-Encoding");
        }
        for (final HeaderValues values : from) {
            final String name = values.getHeaderName().toString();
            if (name.regionMatches(true, 0, HEADER_PREFIX, 0, HEADER_PREFIX.length())) {
                to.put(new HttpString(name.substring(HEADER_PREFIX.length())), values.getFirst());
            }
        }
    }

    static String hex(final byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
