package io.drover.gateway.http;

import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call.Continuation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Serves reads: checks that this replica may answer, collects the pages, parks the call while the result is not newer than the
 * client's index, and hands the rows to the endpoint.
 *
 * <pre>
 *   stale ───────────────┐
 *   default ─► leader? ──┴─► pages ─► index newer, or waited enough? ─► endpoint
 *                 └─► relay     ▲            │ no
 *                               └── woken ◄── parked
 * </pre>
 */
public final class Reads {
    private final CoreClient core;
    private final Watches watches;
    private final LeaderRelay relay;

    /** Serves from the state machine behind the core client. */
    public Reads(final CoreClient core, final Watches watches, final LeaderRelay relay) {
        this.core = core;
        this.watches = watches;
        this.relay = relay;
    }

    /** Answers the call through the endpoint's rendering, after the common headers were set. */
    public void answer(final Call call, final Read read, final Continuation<Pages> render) throws HttpProblem {
        final QueryOptions options = call.options();
        final long waitNs = options.waitNs() + ThreadLocalRandom.current().nextLong(options.waitNs() / 16 + 1);
        final Attempt attempt = new Attempt(call, read, options, System.nanoTime() + waitNs, render);
        if (options.stale()) {
            attempt.start();
        } else {
            whenLeading(call, ignored -> attempt.start());
        }
    }

    /** Reads for a write that must look first: the leader's state, no parking, no headers. */
    public void fetch(final Call call, final QueryRequest request, final Continuation<Pages> continuation) {
        whenLeading(call, ignored -> call.when(collect(request), pages -> continuation.accept(new Pages(pages, 0))));
    }

    /** All pages of a query as this replica knows them, for reads that ask further. */
    public CompletableFuture<Pages> collected(final QueryRequest request) {
        return collect(request).thenApply(pages -> new Pages(pages, 0));
    }

    /** Lets the leader answer what this replica, which may lag, knows nothing of; false when this is the leader. */
    public boolean relayUnlessLeading(final Call call) {
        if (core.isLeader()) {
            return false;
        }
        relay.relay(call);
        return true;
    }

    private void whenLeading(final Call call, final Continuation<Void> continuation) {
        if (core.isLeader()) {
            call.when(core.awaitLeadership(), continuation);
        } else {
            relay.relay(call);
        }
    }

    private CompletableFuture<List<Page>> collect(final QueryRequest request) {
        return collect(request, new ArrayList<>());
    }

    private CompletableFuture<List<Page>> collect(final QueryRequest request, final List<Page> pages) {
        return core.query(request).thenCompose(page -> {
            pages.add(page);
            return page.hasMore() && !request.isLimited()
                    ? collect(request.copy().cursor(page.cursor()), pages)
                    : CompletableFuture.completedFuture(pages);
        });
    }

    /** One blocking read, which may go round several times. */
    private final class Attempt {
        private final Call call;
        private final Read read;
        private final QueryOptions options;
        private final long deadlineNs;
        private final Continuation<Pages> render;

        private Attempt(
                final Call call,
                final Read read,
                final QueryOptions options,
                final long deadlineNs,
                final Continuation<Pages> render) {
            this.call = call;
            this.read = read;
            this.options = options;
            this.deadlineNs = deadlineNs;
            this.render = render;
        }

        private void start() {
            call.when(collect(read.request()), this::onPages);
        }

        private void onPages(final List<Page> list) throws HttpProblem {
            final Pages pages = new Pages(list, read.indexFloor());
            final long remainingNs = deadlineNs - System.nanoTime();
            final long index = read.index().applyAsLong(pages);
            if (options.index() > 0 && index <= options.index() && remainingNs > 0) {
                park(pages, remainingNs);
                return;
            }
            call.readHeaders(index);
            render.accept(pages);
        }

        private void park(final Pages pages, final long remainingNs) {
            final AtomicBoolean isWoken = new AtomicBoolean();
            final AtomicReference<XnioExecutor.@Nullable Key> timer = new AtomicReference<>();
            final AtomicReference<Watches.@Nullable Ticket> ticket = new AtomicReference<>();
            final XnioExecutor ioThread = call.exchange().getIoThread();
            final Runnable again = () -> {
                if (isWoken.compareAndSet(false, true)) {
                    ioThread.execute(() -> {
                        forget(timer.get(), ticket.get());
                        start();
                    });
                }
            };
            ticket.set(watches.park(read.tables(), pages.clusterIndex(), again));
            timer.set(ioThread.executeAfter(again, remainingNs, TimeUnit.NANOSECONDS));
        }

        private void forget(final XnioExecutor.@Nullable Key timer, final Watches.@Nullable Ticket ticket) {
            if (timer != null) {
                timer.remove();
            }
            if (ticket != null) {
                watches.cancel(ticket);
            }
        }
    }
}
