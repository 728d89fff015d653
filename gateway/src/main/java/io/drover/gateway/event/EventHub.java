package io.drover.gateway.event;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.CoreListener;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.sbe.feed.ChangesDecoder;
import io.drover.sbe.query.QueryKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events of the state machine of this process for all readers together, while there are any, and keeps the newest for those
 * that are slower or come later.
 *
 * <pre>
 *   change feed ──► pull ──► page ──► events (rendered on the common pool) ──► batches, one a step ──► readers woken
 *                    ▲                                     │ more?
 *                    └─────────────────────────────────────┘
 * </pre>
 *
 * <p>Thread-safe. Bounded by bytes: a reader that falls behind by more than that is dropped, and never holds the others up.
 */
public final class EventHub implements CoreListener {
    /** For readers that are slower than a burst: some thousand allocations. */
    private static final int BYTES_MAX = 32 * 1024 * 1024;

    /** The state machine has too many questions at the moment. */
    private static final long RETRY_MS = 100;

    private static final Logger LOGGER = LoggerFactory.getLogger(EventHub.class);

    private final Core core;
    private final EventRows rows;
    private final int lateCount;
    private final Set<EventReader> readers = new LinkedHashSet<>();
    private final TreeMap<Long, EventBatch> batches = new TreeMap<>();
    private final List<Event> unfinished = new ArrayList<>();
    private byte[] cursor = new byte[0];
    private long nextNumber;
    private long session;
    private int bytes;
    private boolean isCaughtUp;
    private boolean isPulling;
    private boolean isPullWanted;

    /**
     * Reads for nobody yet.
     *
     * @param lateCount steps with events that a reader without an index is shown at first.
     */
    public EventHub(final Core core, final JobLookup jobs, final int lateCount) {
        this.core = core;
        this.lateCount = lateCount;
        rows = new EventRows(jobs);
    }

    @Override
    public void onChanges(final ChangesDecoder changes) {
        pull();
    }

    @Override
    public void onChangesLost() {
        pull();
    }

    @Override
    public void onRole(final boolean isLeader, final int leaderMemberId) {
        // Events are the same on every member, whoever leads.
    }

    /** From now on the reader is woken when there is something new. */
    void add(final EventReader reader) {
        synchronized (this) {
            readers.add(reader);
        }
        pull();
    }

    /** Looks for something new although nothing was heard of it, so that it is known that somebody reads. */
    void look() {
        pull();
    }

    /** The reader has gone. After the last one nothing is kept here: the state machine keeps it too. */
    synchronized void remove(final EventReader reader) {
        if (readers.remove(reader) && readers.isEmpty()) {
            forget();
        }
    }

    /** Readers at this moment. */
    public synchronized int readerCount() {
        return readers.size();
    }

    /**
     * Where a reader starts: number of the first batch whose index is not less than asked for, of the newest when that is in the future;
     * -1 while what is kept has not been read yet.
     */
    synchronized long start(final long index) {
        if (!isCaughtUp) {
            return -1;
        }
        if (index <= 0) {
            return Math.max(firstNumber(), nextNumber - lateCount);
        }
        for (final EventBatch batch : batches.values()) {
            if (batch.index() >= index) {
                return batch.number();
            }
        }
        return Math.max(firstNumber(), nextNumber - 1);
    }

    /** The batch with this number, or null when it has not happened yet. */
    synchronized @Nullable EventBatch batch(final long number) throws EventsLost {
        if (number >= nextNumber) {
            return null;
        }
        if (number < firstNumber()) {
            throw new EventsLost();
        }
        return batches.get(number);
    }

    private long firstNumber() {
        return batches.isEmpty() ? nextNumber : batches.firstKey();
    }

    private void forget() {
        session++;
        batches.clear();
        unfinished.clear();
        bytes = 0;
        cursor = new byte[0];
        isCaughtUp = false;
        isPulling = false;
    }

    private void pull() {
        final QueryRequest request;
        final long asked;
        synchronized (this) {
            if (readers.isEmpty()) {
                return;
            }
            if (isPulling) {
                isPullWanted = true;
                return;
            }
            isPulling = true;
            isPullWanted = false;
            request = QueryRequest.of(QueryKind.EVENTS).cursor(cursor);
            asked = session;
        }
        core.query(request)
                .thenComposeAsync(this::render, pool())
                .whenCompleteAsync((read, error) -> onRead(asked, read, error), pool());
    }

    /** A page and its events; null when they cannot be shown. */
    private record Read(Page page, @Nullable List<Event> events) {}

    private CompletableFuture<Read> render(final Page page) {
        return rows.read(page).handle((events, error) -> {
            if (error != null) {
                LOGGER.error("events cannot be shown, so their readers are dropped", error);
            }
            return new Read(page, events);
        });
    }

    private void onRead(final long asked, final @Nullable Read read, final @Nullable Throwable error) {
        final List<EventReader> woken = new ArrayList<>();
        boolean isMoreWanted = false;
        synchronized (this) {
            if (asked != session) {
                return;
            }
            isPulling = false;
            if (read != null) {
                isMoreWanted = take(read) || isPullWanted;
                woken.addAll(readers);
            }
        }
        woken.forEach(EventReader::wake);
        if (isMoreWanted) {
            pull();
        } else if (read == null) {
            LOGGER.debug("events cannot be read now, and are asked for again: {}", String.valueOf(error));
            CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS, pool())
                    .execute(this::pull);
        }
    }

    /** Takes a page in and says whether there are more. */
    private boolean take(final Read read) {
        final ByteBuffer positions = ByteBuffer.wrap(read.page().cursor());
        final boolean isFirst = cursor.length == 0;
        final long next = positions.getLong(0);
        final boolean hasMore = next < positions.getLong(Long.BYTES);
        final List<Event> events = read.events();
        if (read.page().isFull() && !isFirst || events == null) {
            skip();
        }
        cursor = new byte[Long.BYTES];
        ByteBuffer.wrap(cursor).putLong(0, next);
        for (final Event event : events == null ? List.<Event>of() : events) {
            if (!unfinished.isEmpty() && unfinished.get(0).index() != event.index()) {
                finish();
            }
            unfinished.add(event);
        }
        if (!hasMore) {
            finish();
            isCaughtUp = true;
        }
        return hasMore;
    }

    private void finish() {
        if (unfinished.isEmpty()) {
            return;
        }
        final EventBatch batch = new EventBatch(nextNumber++, unfinished.get(0).index(), List.copyOf(unfinished));
        unfinished.clear();
        batches.put(batch.number(), batch);
        bytes += batch.footprint();
        while (bytes > BYTES_MAX && batches.size() > 1) {
            bytes -= batches.pollFirstEntry().getValue().footprint();
        }
    }

    /** Something is missing: whoever has read so far must know. */
    private void skip() {
        unfinished.clear();
        batches.clear();
        bytes = 0;
        nextNumber++;
    }

    private static ForkJoinPool pool() {
        return ForkJoinPool.commonPool();
    }

    /** What the reader wants next is no longer kept. */
    static final class EventsLost extends Exception {
        private static final long serialVersionUID = 1L;

        EventsLost() {
            super("subscription closed by server, client should resubscribe", null, false, false);
        }
    }
}
