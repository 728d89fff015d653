package io.drover.gateway.event;

import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.Caller;
import io.drover.gateway.event.EventHub.EventsLost;
import io.drover.gateway.http.Call;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;

/**
 * One reader of the stream: a line of JSON for each step with events that pass its filter, and {@code {}} first and every thirty seconds.
 * Runs on the I/O thread of its connection alone, and holds one line at most; when that cannot be written in time the reader is dropped.
 */
final class EventReader {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventReader.class);
    private static final long HEARTBEAT_S = 30;
    private static final long WRITE_S = 40;
    private static final byte[] HEARTBEAT = "{}\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LINES_PER_TURN = 64;
    private static final long UNKNOWN = -1;

    private final EventHub hub;
    private final Access access;
    private final Call call;
    private final EventFilter filter;
    private final long fromIndex;
    private final HttpServerExchange exchange;
    private final XnioIoThread thread;
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private EventAuthority authority;
    private @Nullable StreamSinkChannel channel;
    private @Nullable ByteBuffer line;
    private XnioExecutor.@Nullable Key heartbeat;
    private XnioExecutor.@Nullable Key deadline;
    private long next = UNKNOWN;
    private boolean isFlushed = true;
    private boolean isEnding;
    private boolean isClosed;

    EventReader(
            final EventHub hub, final Access access, final Call call, final EventFilter filter, final long fromIndex) {
        this.hub = hub;
        this.access = access;
        this.call = call;
        this.filter = filter;
        this.fromIndex = fromIndex;
        exchange = call.exchange();
        thread = exchange.getIoThread();
        authority = new EventAuthority(call.authority());
    }

    /** Starts on the I/O thread of the call. */
    void start() {
        exchange.setPersistent(false);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "application/json")
                .put(Headers.CACHE_CONTROL, "no-cache")
                .put(Headers.VARY, "Accept-Encoding");
        exchange.getConnection().addCloseListener(ignored -> close());
        final StreamSinkChannel opened = exchange.getResponseChannel();
        channel = opened;
        opened.getWriteSetter().set(ignored -> turn());
        line = ByteBuffer.wrap(HEARTBEAT);
        if (!authority.allowsTopics(filter.names(), filter.namespace())) {
            isEnding = true;
            line = error("Permission denied");
        } else {
            hub.add(this);
        }
        scheduleHeartbeat();
        turn();
    }

    /** There may be something new; for any thread. */
    void wake() {
        if (isWoken.compareAndSet(false, true)) {
            thread.execute(this::turn);
        }
    }

    private void turn() {
        isWoken.set(false);
        final StreamSinkChannel out = channel;
        if (isClosed || out == null) {
            return;
        }
        try {
            for (int i = 0; i < LINES_PER_TURN; i++) {
                if (!write(out)) {
                    awaitWritable(out);
                    return;
                }
                if (isEnding) {
                    close();
                    return;
                }
                line = nextLine();
                if (line == null) {
                    out.suspendWrites();
                    return;
                }
            }
            wake();
        } catch (final IOException ex) {
            LOGGER.debug("a reader of events has gone: {}", ex.toString());
            close();
        } catch (final RuntimeException ex) {
            LOGGER.error("a reader of events failed", ex);
            close();
        }
    }

    /** Whether all that there was has left this process. */
    private boolean write(final StreamSinkChannel out) throws IOException {
        final ByteBuffer rest = line;
        if (rest != null) {
            while (rest.hasRemaining()) {
                if (out.write(rest) == 0) {
                    return false;
                }
            }
            line = null;
            isFlushed = false;
        }
        if (!isFlushed) {
            isFlushed = out.flush();
        }
        if (isFlushed && deadline != null) {
            deadline.remove();
            deadline = null;
        }
        return isFlushed;
    }

    private void awaitWritable(final StreamSinkChannel out) {
        if (deadline == null) {
            deadline = thread.executeAfter(
                    () -> {
                        LOGGER.info("a reader of events did not read for {} s and is dropped", WRITE_S);
                        close();
                    },
                    WRITE_S,
                    TimeUnit.SECONDS);
        }
        out.resumeWrites();
    }

    private @Nullable ByteBuffer nextLine() {
        if (next == UNKNOWN) {
            next = hub.start(fromIndex);
        }
        try {
            while (next != UNKNOWN) {
                final EventBatch batch = hub.batch(next);
                if (batch == null) {
                    return null;
                }
                next++;
                final byte[] bytes = encode(batch);
                if (bytes.length > 0) {
                    return ByteBuffer.wrap(bytes);
                }
            }
            return null;
        } catch (final EventsLost ex) {
            isEnding = true;
            return error(ex.getMessage());
        }
    }

    private byte[] encode(final EventBatch batch) {
        JsonWriter json = null;
        for (final Event event : batch.events()) {
            if (filter.passes(event) && authority.shows(event)) {
                if (json == null) {
                    json = new JsonWriter().beginObject().name("Events").beginArray();
                }
                event.write(json);
            }
        }
        if (json == null) {
            return new byte[0];
        }
        final byte[] object =
                json.endArray().name("Index").number(batch.index()).endObject().toBytes();
        final byte[] bytes = new byte[object.length + 1];
        System.arraycopy(object, 0, bytes, 0, object.length);
        bytes[object.length] = '\n';
        return bytes;
    }

    private static ByteBuffer error(final @Nullable String text) {
        final byte[] json = new JsonWriter()
                .beginObject()
                .name("Error")
                .string(String.valueOf(text))
                .endObject()
                .toBytes();
        final ByteBuffer buffer = ByteBuffer.allocate(json.length + 1);
        return buffer.put(json).put((byte) '\n').flip();
    }

    private void scheduleHeartbeat() {
        heartbeat = thread.executeAfter(this::beat, HEARTBEAT_S, TimeUnit.SECONDS);
    }

    private void beat() {
        if (isClosed) {
            return;
        }
        hub.look();
        access.caller(call.secret()).whenComplete((caller, error) -> thread.execute(() -> recheck(caller)));
        if (line == null && isFlushed) {
            line = ByteBuffer.wrap(HEARTBEAT);
            turn();
        }
        scheduleHeartbeat();
    }

    /** What a token may do can change while it reads. */
    private void recheck(final @Nullable Caller caller) {
        if (isClosed || isEnding || caller == null || !access.settings().isEnabled()) {
            return;
        }
        final EventAuthority now = new EventAuthority(caller.authority());
        if (caller.isRefused() || !now.allowsTopics(filter.names(), filter.namespace())) {
            isEnding = true;
            if (line == null) {
                line = error("subscription closed by server, client should resubscribe");
            }
            turn();
        } else {
            authority = now;
        }
    }

    private void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        hub.remove(this);
        remove(heartbeat);
        remove(deadline);
        IoUtils.safeClose(exchange.getConnection());
    }

    private static void remove(final XnioExecutor.@Nullable Key timer) {
        if (timer != null) {
            timer.remove();
        }
    }
}
