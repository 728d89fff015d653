package io.drover.agent.link;

import io.drover.agent.api.ClientApi;
import io.drover.agent.api.ClientRequest;
import io.drover.agent.api.ClientResponse;
import java.io.IOException;
import java.util.HexFormat;
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
    /** In place of an HTTP method: both sides write. */
    private static final String CONVERSE = "CONVERSE";

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
        if (CONVERSE.equals(method)) {
            converse(callId, target, body, replyAddress, secret);
            return;
        }
        final ClientResponse response = api.handle(ClientRequest.of(method, target, body));
        try (AnswerPost post =
                AnswerPost.open(replyAddress, callId, HexFormat.of().formatHex(secret), response)) {
            response.body().writeTo(post);
            post.finish();
        } catch (final IOException ex) {
            LOG.debug("call {} {} ended: {}", method, target, ex.getMessage());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse(
            final long callId, final String target, final byte[] body, final String replyAddress, final byte[] secret) {
        try (CallSocket socket =
                CallSocket.open(replyAddress, callId, HexFormat.of().formatHex(secret))) {
            api.converse(ClientRequest.of("GET", target, body), socket.conversation());
            socket.finish();
        } catch (final IOException ex) {
            LOG.debug("conversation {} ended: {}", target, ex.getMessage());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
