package io.drover.gateway.core;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.feed.ChangesDecoder;
import io.drover.sbe.feed.RoleChangeDecoder;
import io.drover.sbe.query.QueryEncoder;
import io.drover.sbe.query.QueryPageDecoder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/** Queries into one ring, pages and changes out of the other. Asked by any thread, polled by the client's. */
final class QueryPort {
    private static final int ANSWERS_PER_CYCLE = 256;

    private final RingBuffer queries;
    private final RingBuffer answers;
    private final CoreListener listener;
    private final Runnable wakeUp;
    private final Map<Long, CompletableFuture<Page>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong correlationIds = new AtomicLong();
    private final ThreadLocal<ExpandableArrayBuffer> scratch = ThreadLocal.withInitial(ExpandableArrayBuffer::new);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final QueryPageDecoder page = new QueryPageDecoder();
    private final ChangesDecoder changes = new ChangesDecoder();
    private final RoleChangeDecoder role = new RoleChangeDecoder();

    QueryPort(final CoreClientContext context, final CoreListener listener) {
        this.queries = context.queries();
        this.answers = context.answers();
        this.wakeUp = context.wakeUp();
        this.listener = listener;
    }

    CompletableFuture<Page> ask(final QueryRequest request) {
        final long correlationId = correlationIds.incrementAndGet();
        final ExpandableArrayBuffer buffer = scratch.get();
        final int length = request.encode(buffer, correlationId);
        final CompletableFuture<Page> future = new CompletableFuture<>();
        waiting.put(correlationId, future);
        if (length > queries.maxMsgLength() || !queries.write(QueryEncoder.SCHEMA_ID, buffer, 0, length)) {
            waiting.remove(correlationId);
            future.completeExceptionally(
                    new CoreException(CoreException.Reason.OVERLOADED, "too many queries are waiting"));
        }
        wakeUp.run();
        return future;
    }

    int poll() {
        return answers.read(this::onAnswer, ANSWERS_PER_CYCLE);
    }

    void close() {
        final CoreException closed = new CoreException(CoreException.Reason.CLOSED, "the gateway is shutting down");
        waiting.values().forEach(future -> future.completeExceptionally(closed));
        waiting.clear();
    }

    private void onAnswer(final int messageType, final MutableDirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        switch (messageType) {
            case QueryPageDecoder.SCHEMA_ID -> onPage(buffer, body);
            case ChangesDecoder.SCHEMA_ID -> onFeed(buffer, body);
            default -> throw new IllegalStateException("unknown message type " + messageType + " in the answer ring");
        }
    }

    private void onPage(final MutableDirectBuffer buffer, final int body) {
        page.wrap(buffer, body, header.blockLength(), header.version());
        final CompletableFuture<Page> future = waiting.remove(page.correlationId());
        if (future != null) {
            future.complete(Page.copyOf(page));
        }
    }

    private void onFeed(final MutableDirectBuffer buffer, final int body) {
        switch (header.templateId()) {
            case ChangesDecoder.TEMPLATE_ID ->
                listener.onChanges(changes.wrap(buffer, body, header.blockLength(), header.version()));
            case RoleChangeDecoder.TEMPLATE_ID -> {
                role.wrap(buffer, body, header.blockLength(), header.version());
                listener.onRole(role.isLeader() == Bool.YES, role.leaderMemberId());
            }
            default -> listener.onChangesLost();
        }
    }
}
