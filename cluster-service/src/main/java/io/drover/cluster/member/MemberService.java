package io.drover.cluster.member;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.cluster.engine.StateFault;
import io.drover.cluster.member.journal.AppliedSink;
import io.drover.cluster.member.journal.EffectDigest;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.sbe.journal.EntryKind;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Wires the state machine into the cluster: entries in, replies to sessions out, queries served between entries, one timer. Decides
 * nothing. Everything here runs on the service thread.
 */
final class MemberService implements ClusteredService {
    private static final long TICK_TIMER = 1;

    /** A timer that is due little later than wished is left alone. */
    private static final long TICK_SLACK_MS = 50;

    private static final int QUERIES_PER_CYCLE = 64;
    private static final int NO_LEADER = -1;
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final MemberContext context;
    private final StateMachine machine;
    private final FeedPublisher feed;
    private final QueryServer queries;
    private final ReplyPublisher replies = new ReplyPublisher();
    private final EffectDigest effects = new EffectDigest();
    private @Nullable AppliedSink applied;
    private @Nullable Cluster cluster;
    private boolean isTickScheduled;
    private long restoreCount;
    private long tickAtMs;
    private int leaderMemberId = NO_LEADER;

    MemberService(final MemberContext context) {
        this.context = context;
        machine = new StateMachine(new StateMachineContext(
                false, context.errorHandler()::onError, context.eventBytes(), context.levels()));
        feed = new FeedPublisher(context.answers());
        queries = new QueryServer(context.queries(), context.answers(), machine);
    }

    /** What the log is applied to; for whoever runs on the service thread. */
    StateMachine machine() {
        return machine;
    }

    @Override
    public void onStart(final Cluster started, final @Nullable Image snapshot) {
        cluster = started;
        context.snapshots().watch(machine);
        if (snapshot != null) {
            load(snapshot, started);
        }
        final AppliedSink sink = context.applied();
        if (sink != null) {
            sink.onStart(machine, started.logPosition());
        }
        applied = sink;
        feed.onChangesLost();
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {
        // Gateways are known by their own ids, not by sessions, which a new leader may number anew.
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason) {
        // As above.
    }

    @Override
    public void onSessionMessage(
            final ClientSession session,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header header) {
        final long startNs = System.nanoTime();
        final long position = requireCluster().logPosition();
        try {
            if (applied == null) {
                machine.onCommand(timestamp, position, buffer, offset, length, replies.to(session), feed);
            } else {
                effects.begin(replies.to(session), feed);
                machine.onCommand(timestamp, position, buffer, offset, length, effects, effects);
                tell(EntryKind.COMMAND, timestamp, position, session, buffer, offset, length);
            }
        } catch (final StateFault ex) {
            throw stop(ex);
        }
        context.counters().onEntry(false, startNs, position);
        if (restoreCount != machine.restoreCount()) {
            restoreCount = machine.restoreCount();
            feed.onChangesLost();
        }
        scheduleTick(timestamp);
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
        isTickScheduled = false;
        final long startNs = System.nanoTime();
        final long position = requireCluster().logPosition();
        try {
            machine.onTick(timestamp, position, effects.begin(feed));
        } catch (final StateFault ex) {
            throw stop(ex);
        }
        tell(EntryKind.TICK, timestamp, position);
        context.counters().onEntry(true, startNs, position);
        scheduleTick(timestamp);
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshot) {
        final Cluster current = requireCluster();
        context.counters().onSnapshot();
        if (machine.isBorn()) {
            context.snapshots().scribe().begin(machine, current.logPosition());
            SnapshotStream.name(snapshot, machine, current.logPosition(), current.idleStrategy());
        } else {
            SnapshotStream.take(snapshot, machine, current.idleStrategy());
        }
        effects.begin(feed);
        tell(EntryKind.SNAPSHOT, current.time(), current.logPosition());
    }

    @Override
    public void onRoleChange(final Cluster.Role role) {
        final boolean leads = role == Cluster.Role.LEADER;
        queries.isLeader(leads);
        context.counters().leads(leads);
        if (leads) {
            leaderMemberId = requireCluster().memberId();
        } else if (leaderMemberId == requireCluster().memberId()) {
            leaderMemberId = NO_LEADER;
        }
        feed.onRole(leads, leaderMemberId);
    }

    @Override
    public void onNewLeadershipTermEvent(
            final long leadershipTermId,
            final long logPosition,
            final long timestamp,
            final long termBaseLogPosition,
            final int newLeaderMemberId,
            final int logSessionId,
            final TimeUnit timeUnit,
            final int appVersion) {
        effects.begin(feed);
        machine.onNewLeadershipTerm(timestamp, logPosition);
        tell(EntryKind.TERM, timestamp, logPosition);
        leaderMemberId = newLeaderMemberId;
        feed.onRole(requireCluster().role() == Cluster.Role.LEADER, newLeaderMemberId);
    }

    @Override
    public void onTerminate(final Cluster terminating) {
        // The container closes; nothing here needs an orderly end.
    }

    @Override
    public int doBackgroundWork(final long nowNs) {
        final int work = queries.poll(QUERIES_PER_CYCLE)
                + context.exports().poll(machine, requireCluster().logPosition());
        context.counters().onQueries(work);
        return work;
    }

    private void tell(final EntryKind kind, final long timestampMs, final long position) {
        tell(kind, timestampMs, position, null, NOTHING, 0, 0);
    }

    /** What was applied is told where somebody keeps it. */
    private void tell(
            final EntryKind kind,
            final long timestampMs,
            final long position,
            final @Nullable ClientSession session,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final AppliedSink sink = applied;
        if (sink != null) {
            sink.onApplied(
                    machine,
                    kind,
                    position,
                    timestampMs,
                    session == null ? 0 : session.id(),
                    effects.value(),
                    buffer,
                    offset,
                    length);
        }
    }

    /** A member whose snapshot cannot be trusted must not take part: it would differ from the others, or start from nothing. */
    private void load(final Image snapshot, final Cluster started) {
        try {
            SnapshotStream.load(snapshot, machine, context.snapshots(), started.logPosition(), started.idleStrategy());
        } catch (final SnapshotRefused ex) {
            throw new AgentTerminationException(
                    "this member cannot start: its snapshot at log position " + started.logPosition() + " is refused: "
                            + ex.getMessage(),
                    ex);
        }
    }

    /**
     * One timer, at most, is in the cluster's hands; all deadlines are in the state. It is set forward when work came up that cannot
     * wait for it, as an evaluation that goes on with the next entry. The call must be the same on every member, so
     * it depends on replicated state only.
     */
    private void scheduleTick(final long nowMs) {
        if (!machine.needsTick()) {
            return;
        }
        final long atMs = nowMs + machine.tickMs();
        if (isTickScheduled && tickAtMs <= atMs + TICK_SLACK_MS) {
            return;
        }
        final Cluster current = requireCluster();
        current.idleStrategy().reset();
        while (!current.scheduleTimer(TICK_TIMER, atMs)) {
            current.idleStrategy().idle();
        }
        isTickScheduled = true;
        tickAtMs = atMs;
    }

    private Cluster requireCluster() {
        final Cluster current = cluster;
        if (current == null) {
            throw new IllegalStateException("the service has not been started");
        }
        return current;
    }

    /** Going on with half a command would make this member differ from the others without anybody noticing. */
    private static AgentTerminationException stop(final StateFault fault) {
        return new AgentTerminationException(fault);
    }
}
