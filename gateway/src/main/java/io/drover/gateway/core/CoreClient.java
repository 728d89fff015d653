package io.drover.gateway.core;

import io.aeron.cluster.client.EgressListener;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import io.drover.sbe.command.BarrierEncoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.feed.ChangesDecoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's one cluster session, and its way to the state machine of the same process.
 *
 * <pre>
 *   send ──► submissions ─┐                      ┌─► log ─► state machine ─► egress ─► reply
 *                         ├─► (this agent) ──────┤
 *   query ─► query ring ──┼──────────────────────┴─► state machine between commands ─► answer ring ─► page
 *                         └─◄ answer ring ◄── change feed
 * </pre>
 *
 * <p>{@link #send} and {@link #query} may be called by any thread; futures complete on this agent's thread, so whoever continues
 * with more than a few microseconds of work hops to an executor first.
 */
public final class CoreClient implements Core, Agent {
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);

    private final CoreClientContext context;
    private final NanoClock clock;
    private final CopyOnWriteArrayList<CoreListener> listeners = new CopyOnWriteArrayList<>();
    private final LeaderLease lease;
    private final CommandSender sender;
    private final QueryPort queries;
    private final SessionConnector connector;
    private final DirectBuffer barrier = encodeBarrier();
    private final AtomicReference<@Nullable CompletableFuture<Reply>> barrierInFlight = new AtomicReference<>();
    private volatile boolean isLeader;
    private volatile int leaderMemberId = -1;
    private volatile boolean isClosed;
    private boolean leaderChanged;
    private long keepAliveNs;

    /** Concluded by being run: hand it to an {@code AgentRunner}. */
    public CoreClient(final CoreClientContext context) {
        this(context, new AeronSessions(context.cluster()), SystemNanoClock.INSTANCE);
    }

    /** As above, over other sessions and with another clock: for simulations. */
    public CoreClient(final CoreClientContext context, final CoreSessions sessions, final NanoClock clock) {
        this.context = context;
        this.clock = clock;
        lease = new LeaderLease(context.leaseNs());
        sender = new CommandSender(context, lease, clock.nanoTime());
        queries = new QueryPort(context, new Listeners());
        connector = new SessionConnector(sessions, new Egress(), clock.nanoTime());
        keepAliveNs = clock.nanoTime();
    }

    @Override
    public void addListener(final CoreListener listener) {
        listeners.add(listener);
    }

    /** Whether the state machine of this process leads, as far as it knows. */
    public boolean isLeader() {
        return isLeader;
    }

    /** Member id of the leader, -1 while unknown. */
    public int leaderMemberId() {
        return leaderMemberId;
    }

    @Override
    public CompletableFuture<Reply> send(final DirectBuffer command, final int offset, final int length) {
        if (length > CoreClientContext.COMMAND_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "command of " + length + " bytes exceeds the limit of " + CoreClientContext.COMMAND_LENGTH_MAX);
        }
        final PendingCommand pending = new PendingCommand(command, offset, length, Actor.current(), clock.nanoTime());
        if (isClosed) {
            pending.future.completeExceptionally(
                    new CoreException(CoreException.Reason.CLOSED, "the gateway is shutting down"));
        } else if (!sender.submit(pending)) {
            pending.future.completeExceptionally(
                    new CoreException(CoreException.Reason.OVERLOADED, "too many commands are waiting"));
        }
        context.wakeUp().run();
        return pending.future;
    }

    @Override
    public CompletableFuture<Page> query(final QueryRequest request) {
        return queries.ask(request);
    }

    /**
     * Completes once this member may answer default reads: at once within the lease, after one command through the log otherwise.
     * Commands are shared by all that wait.
     */
    public CompletableFuture<Void> awaitLeadership() {
        final long nowNs = clock.nanoTime();
        if (isLeader && (context.memberCount() == 1 || lease.isValid(nowNs))) {
            return CompletableFuture.completedFuture(null);
        }
        final CompletableFuture<Reply> current = barrierInFlight.get();
        if (current != null && !current.isDone()) {
            // One that was sent before this read began proves too little; wait for it, then send another.
            return current.handle((reply, error) -> (Void) null).thenCompose(ignored -> sharedBarrier());
        }
        return sharedBarrier();
    }

    @Override
    public int doWork() {
        final long nowNs = clock.nanoTime();
        int work = queries.poll();
        if (connector.poll(nowNs)) {
            leaderChanged = true;
        }
        final CoreSession session = connector.session();
        if (session != null) {
            work += pollSession(session, nowNs);
        }
        return work + sender.poll(session, nowNs);
    }

    @Override
    public void onClose() {
        isClosed = true;
        sender.close();
        queries.close();
        connector.close();
    }

    @Override
    public String roleName() {
        return "core-client";
    }

    private int pollSession(final CoreSession session, final long nowNs) {
        int work = 0;
        try {
            work += session.poll();
            if (nowNs - keepAliveNs >= 0) {
                keepAliveNs = nowNs + KEEP_ALIVE_NS;
                session.keepAlive();
            }
            if (leaderChanged && !session.isClosed()) {
                leaderChanged = false;
                sender.resendAll(session, nowNs);
            }
        } catch (final AeronException ex) {
            // The session is beyond repair (time-out, closed by the cluster): open another; commands are sent again
            // there.
            connector.abandon(nowNs);
        }
        return work;
    }

    private CompletableFuture<Void> sharedBarrier() {
        final CompletableFuture<Reply> current = barrierInFlight.get();
        if (current != null && !current.isDone()) {
            return current.thenApply(reply -> null);
        }
        final CompletableFuture<Reply> next = send(barrier, 0, barrier.capacity());
        barrierInFlight.set(next);
        return next.thenApply(reply -> null);
    }

    private static DirectBuffer encodeBarrier() {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final BarrierEncoder encoder = new BarrierEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        return new UnsafeBuffer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private final class Egress implements EgressListener {
        @Override
        public void onMessage(
                final long clusterSessionId,
                final long timestamp,
                final DirectBuffer buffer,
                final int offset,
                final int length,
                final Header header) {
            final CoreSession session = connector.session();
            sender.onEgress(session == null ? -1 : session.leaderMemberId(), buffer, offset, length);
        }

        @Override
        public void onNewLeader(
                final long clusterSessionId,
                final long leadershipTermId,
                final int memberId,
                final String ingressEndpoints) {
            leaderChanged = true;
            leaderMemberId = memberId;
        }
    }

    private final class Listeners implements CoreListener {
        @Override
        public void onChanges(final ChangesDecoder changes) {
            for (final CoreListener listener : listeners) {
                listener.onChanges(changes);
                changes.sbeRewind();
            }
        }

        @Override
        public void onChangesLost() {
            listeners.forEach(CoreListener::onChangesLost);
        }

        @Override
        public void onRole(final boolean leads, final int memberId) {
            lease.onRoleChange();
            isLeader = leads;
            leaderMemberId = memberId;
            listeners.forEach(listener -> listener.onRole(leads, memberId));
        }
    }
}
