package io.drover.agent.link;

import io.drover.agent.api.ClientApi;
import io.drover.agent.api.ClientRequest;
import io.drover.agent.api.ClientResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers calls of edges out of the node's API: each on a thread of its own, because an answer may be a log that somebody
 * follows for hours. When all threads are taken a call is left alone, and the edge tells its client so.
 */
public final class CallAnswers implements CallHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallAnswers.class);

    /** Answers at the same time; more readers of one node's logs are unlikely, and each costs a thread here and there. */
    private static final int THREADS_MAX = 256;

    private final Supplier<ClientApi> api;
    private final ThreadPoolExecutor threads;

    /**
     * Makes the answering side.
     *
     * @param api the node's API; asked with every call, because the link exists before the agent does.
     */
    public CallAnswers(final Supplier<ClientApi> api) {
        this.api = api;
        final AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, THREADS_MAX, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            final Thread thread = new Thread(work, "agent-answer-" + count.getAndIncrement());
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
        } catch (final RejectedExecutionException e) {
            LOG.warn("call {} {} is not answered: {} answers are being given", method, target, THREADS_MAX);
        }
    }

    /** Cuts all answers that are being given. */
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
        final ClientResponse response = api.get().handle(ClientRequest.of(method, target, body));
        try (AnswerPost post =
                AnswerPost.open(replyAddress, callId, HexFormat.of().formatHex(secret), response)) {
            response.body().writeTo(post);
            post.finish();
        } catch (final IOException e) {
            LOG.debug("answer to {} {} was cut", method, target, e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
