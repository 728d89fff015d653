package io.drover.tools.agent;

import io.drover.cluster.member.journal.JournalRefused;
import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.Caller;
import io.drover.gateway.endpoint.AgentInfo;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.keyring.KeySeal;
import io.drover.tools.replay.JournalHome;
import io.drover.tools.replay.Moment;
import io.drover.tools.replay.PastGateway;
import io.drover.tools.replay.PastUnknown;
import io.drover.tools.replay.Replay;
import io.undertow.util.Headers;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Answers reads that name a moment: {@code ?at=INDEX} or a time. One thread replays the server's own journal beside the core, one state at
 * a time, one request after the other; a few may wait. The state of the last answer is kept for the next one, which is often a little
 * later, and given back when nobody asks for a while.
 */
final class PastReads implements Endpoint, AutoCloseable {
    private static final int WAITING_MAX = 8;
    private static final long IDLE_SECONDS = 60;
    private static final long ANSWER_NS = TimeUnit.SECONDS.toNanos(30);
    /** The journal is written by a thread of its own, which may be a moment behind what a client has seen. */
    private static final long WRITTEN_NS = TimeUnit.SECONDS.toNanos(2);

    private static final long POLL_MS = 5;

    private record Request(Call call, Moment moment, CompletableFuture<Endpoint> ready, AtomicBoolean isOver) {}

    private final JournalHome home;
    private final AgentInfo info;
    private final KeySeal seal;
    private final Access access;
    private final ErrorHandler errors;
    private final BlockingQueue<Request> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread = new Thread(this::run, "past-reads");
    private volatile boolean isClosed;
    private @Nullable Replay replay;
    private @Nullable PastGateway gateway;

    private PastReads(
            final JournalHome home,
            final AgentInfo info,
            final KeySeal seal,
            final Access access,
            final ErrorHandler errors) {
        this.home = home;
        this.info = info;
        this.seal = seal;
        this.access = access;
        this.errors = errors;
        thread.setDaemon(true);
    }

    /** Starts the thread, which costs nothing until somebody asks. */
    static PastReads start(
            final JournalHome home,
            final AgentInfo info,
            final KeySeal seal,
            final Access access,
            final ErrorHandler errors) {
        final PastReads reads = new PastReads(home, info, seal, access, errors);
        reads.thread.start();
        return reads;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (!call.isMethod("GET")) {
            throw new HttpProblem(400, "at names a moment of the past, which can be read only; expected GET");
        }
        if (!PastGateway.hasPast(call.path())) {
            throw new HttpProblem(400, "at names a moment of the past, and " + call.path() + " has none");
        }
        if (call.has("index")) {
            throw new HttpProblem(400, "at names a moment of the past, for which index would wait in vain");
        }
        if (!access.settings().isEnabled()) {
            enqueue(call);
            return;
        }
        // A replay costs more than other reads: nobody gets one who is not known. What he may see, the route decides.
        call.when(access.caller(call.secret()), caller -> {
            if (caller.token() == null && caller.kind() != Caller.Kind.WORKLOAD || caller.isRefused()) {
                throw HttpProblem.denied();
            }
            enqueue(call);
        });
    }

    private void enqueue(final Call call) throws HttpProblem {
        final Request request = new Request(call, moment(call), new CompletableFuture<>(), new AtomicBoolean());
        call.exchange().addExchangeCompleteListener((exchange, next) -> {
            request.isOver.set(true);
            next.proceed();
        });
        if (!waiting.offer(request)) {
            call.header(Headers.RETRY_AFTER, "1");
            throw new HttpProblem(429, "too many requests for the past are waiting; retry later");
        }
        call.when(request.ready, endpoint -> endpoint.handle(call));
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.interrupt();
        thread.join();
    }

    private static Moment moment(final Call call) throws HttpProblem {
        try {
            return Moment.parse(call.param("at"), System.currentTimeMillis());
        } catch (final IllegalArgumentException ex) {
            throw new HttpProblem(400, "at: " + ex.getMessage());
        }
    }

    private void run() {
        while (!isClosed) {
            try {
                final Request request = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (request == null) {
                    forget();
                } else if (!request.isOver.get()) {
                    answer(request);
                }
            } catch (final InterruptedException ex) {
                // Only a close interrupts.
                break;
            }
        }
        forget();
        waiting.forEach(
                request -> request.ready.completeExceptionally(new HttpProblem(500, "the server is shutting down")));
    }

    private void answer(final Request request) throws InterruptedException {
        try {
            final PastGateway opened = open();
            reach(request.moment);
            opened.announce();
            final Endpoint endpoint = opened.router().find(request.call.path());
            if (endpoint == null) {
                throw new HttpProblem(404, "");
            }
            request.ready.complete(endpoint);
            final IdleStrategy idle = new BackoffIdleStrategy(100, 10, 1_000, 1_000_000);
            final long deadlineNs = System.nanoTime() + ANSWER_NS;
            while (!request.isOver.get() && !isClosed && System.nanoTime() - deadlineNs < 0) {
                idle.idle(opened.pump());
            }
        } catch (final HttpProblem ex) {
            request.ready.completeExceptionally(ex);
        } catch (final PastUnknown | JournalRefused ex) {
            request.ready.completeExceptionally(new HttpProblem(404, String.valueOf(ex.getMessage())));
            forget();
        } catch (final RuntimeException ex) {
            errors.onError(ex);
            request.ready.completeExceptionally(ex);
            forget();
        }
    }

    private PastGateway open() {
        final PastGateway opened = gateway;
        if (opened != null) {
            return opened;
        }
        final Replay made = new Replay(home, false, errors);
        replay = made;
        final PastGateway next = new PastGateway(made, info, seal, core -> access);
        gateway = next;
        return next;
    }

    private void reach(final Moment moment) throws HttpProblem, InterruptedException {
        final Replay present = replay;
        if (present == null) {
            throw new IllegalStateException("nothing is open");
        }
        present.begin(moment);
        final long deadlineNs = System.nanoTime() + WRITTEN_NS;
        Replay.End end = present.run(moment);
        while (end == Replay.End.END_OF_JOURNAL
                && moment.kind() != Moment.Kind.TIME
                && System.nanoTime() - deadlineNs < 0) {
            Thread.sleep(POLL_MS);
            end = present.run(moment);
        }
        switch (end) {
            case REACHED, STOPPED -> {
                // There it is.
            }
            case END_OF_JOURNAL -> {
                if (moment.kind() != Moment.Kind.TIME) {
                    throw new HttpProblem(404, "the journal does not reach " + moment + " yet");
                }
            }
            case GAP ->
                throw new PastUnknown("the journal has a gap before " + moment + ": entries up to log position "
                        + present.gapTo() + " are missing");
            case DIFFERENCE -> throw new PastUnknown("the replay differs from what was: " + present.difference());
        }
    }

    private void forget() {
        final PastGateway opened = gateway;
        gateway = null;
        if (opened != null) {
            opened.close();
        }
        final Replay present = replay;
        replay = null;
        if (present != null) {
            present.close();
        }
    }
}
