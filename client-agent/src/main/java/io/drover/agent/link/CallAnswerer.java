package io.drover.agent.link;

import io.drover.agent.api.ClientApi;
import io.drover.agent.api.ClientRequest;
import io.drover.agent.api.ClientResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers calls: asks the node's API and posts what it says to the edge that called, while it is being said. Each call has a thread
 * as long as it lasts; calls beyond the bound are not taken up, and the edge tells its client so.
 */
public final class CallAnswerer implements CallHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallAnswerer.class);
    private static final int CALLS_MAX = 128;
    private static final int CHUNK_LENGTH = 16 * 1024;
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final ClientApi api;
    private final ExecutorService threads;

    /** Answers with what this API says. */
    public CallAnswerer(final ClientApi api) {
        this.api = api;
        final AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, CALLS_MAX, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            final Thread thread = new Thread(work, "call-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void onCall(
            final long callId,
            final String method,
            final String target,
            final byte[] body,
            final String replyAddress,
            final byte[] secret) {
        try {
            threads.execute(() -> answer(callId, method, target, body, replyAddress, secret));
        } catch (final RejectedExecutionException ex) {
            LOG.warn("call {} {} is not answered: {} calls are under way", method, target, CALLS_MAX);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void answer(
            final long callId,
            final String method,
            final String target,
            final byte[] body,
            final String replyAddress,
            final byte[] secret) {
        try {
            post(callId, api.handle(request(method, target, body)), replyAddress, secret);
        } catch (final IOException ex) {
            LOG.debug("call {} {} ended: {}", method, target, ex.getMessage());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static void post(
            final long callId, final ClientResponse response, final String replyAddress, final byte[] secret)
            throws IOException, InterruptedException {
        final HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + replyAddress + "/v1/internal/call/" + callId)
                        .toURL()
                        .openConnection();
        connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(CHUNK_LENGTH);
        connection.setRequestProperty("X-Drover-Call-Secret", HexFormat.of().formatHex(secret));
        connection.setRequestProperty("X-Drover-Call-Status", Integer.toString(response.status()));
        response.headers()
                .forEach((name, value) -> connection.setRequestProperty("X-Drover-Call-Header-" + name, value));
        try (OutputStream out = connection.getOutputStream()) {
            response.body().writeTo(out);
        }
        connection.getResponseCode();
    }

    private static ClientRequest request(final String method, final String target, final byte[] body) {
        final int question = target.indexOf('?');
        final String path = question < 0 ? target : target.substring(0, question);
        final Map<String, String> query = new LinkedHashMap<>();
        if (question >= 0) {
            for (final String pair : target.substring(question + 1).split("&")) {
                final int equals = pair.indexOf('=');
                final String name = equals < 0 ? pair : pair.substring(0, equals);
                query.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new ClientRequest(method, decode(path.replace("+", "%2B")), query, body);
    }

    private static String decode(final String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
