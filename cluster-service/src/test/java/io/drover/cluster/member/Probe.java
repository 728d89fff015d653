package io.drover.cluster.member;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.drover.cluster.StateMachine;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The real service with eyes: digests by log position, and a way to look at the state on its own thread. */
final class Probe implements ClusteredService {
    private final MemberService service;
    private final Queue<FutureTask<?>> questions = new ConcurrentLinkedQueue<>();
    private final NavigableMap<Long, Long> digests = new ConcurrentSkipListMap<>();
    private @Nullable Cluster cluster;
    private volatile boolean leads;
    private volatile long snapshotPosition;
    private final AtomicInteger snapshotCount = new AtomicInteger();

    Probe(final MemberContext context) {
        service = new MemberService(context);
    }

    /** Asks something of the state on the thread that owns it. */
    <T> T ask(final Callable<T> question) throws Exception {
        final FutureTask<T> task = new FutureTask<>(question);
        questions.add(task);
        return task.get(20, TimeUnit.SECONDS);
    }

    StateMachine machine() {
        return service.machine();
    }

    /** The digest after each entry that this member applied since it was started. */
    NavigableMap<Long, Long> digests() {
        return digests;
    }

    boolean leads() {
        return leads;
    }

    /** Where the snapshot that it started from was taken, 0 without one. */
    long snapshotPosition() {
        return snapshotPosition;
    }

    /** Snapshots taken since the start. */
    int snapshotCount() {
        return snapshotCount.get();
    }

    @Override
    public void onStart(final Cluster started, final @Nullable Image snapshot) {
        cluster = started;
        service.onStart(started, snapshot);
        snapshotPosition = snapshot == null ? 0 : started.logPosition();
    }

    @Override
    public void onSessionMessage(
            final ClientSession session,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header header) {
        service.onSessionMessage(session, timestamp, buffer, offset, length, header);
        note();
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
        service.onTimerEvent(correlationId, timestamp);
        note();
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshot) {
        service.onTakeSnapshot(snapshot);
        snapshotCount.incrementAndGet();
    }

    @Override
    public void onRoleChange(final Cluster.Role role) {
        service.onRoleChange(role);
        leads = role == Cluster.Role.LEADER;
    }

    @Override
    public void onNewLeadershipTermEvent(
            final long leadershipTermId,
            final long logPosition,
            final long timestamp,
            final long termBaseLogPosition,
            final int leaderMemberId,
            final int logSessionId,
            final TimeUnit timeUnit,
            final int appVersion) {
        service.onNewLeadershipTermEvent(
                leadershipTermId,
                logPosition,
                timestamp,
                termBaseLogPosition,
                leaderMemberId,
                logSessionId,
                timeUnit,
                appVersion);
    }

    @Override
    public int doBackgroundWork(final long nowNs) {
        final FutureTask<?> question = questions.poll();
        if (question != null) {
            question.run();
        }
        return service.doBackgroundWork(nowNs) + (question == null ? 0 : 1);
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {
        service.onSessionOpen(session, timestamp);
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason) {
        service.onSessionClose(session, timestamp, closeReason);
    }

    @Override
    public void onTerminate(final Cluster terminating) {
        service.onTerminate(terminating);
    }

    private void note() {
        final Cluster current = cluster;
        if (current != null) {
            digests.put(current.logPosition(), service.machine().digest());
        }
    }
}
