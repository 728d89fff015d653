package io.drover.tools.replay;

import io.aeron.Aeron;
import io.aeron.DirectBufferVector;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.logbuffer.BufferClaim;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.jspecify.annotations.Nullable;

/** The cluster as a member's service sees it where there is none: in simulations and replays. One thread. */
public final class ServiceSeam implements Cluster {
    /** No timer is set. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    private final int memberId;
    private Role role = Role.FOLLOWER;
    private long logPosition;
    private long timeMs;
    private long timerId;
    private long timerAtMs = NO_TIMER;

    /** A cluster with this member in it. */
    public ServiceSeam(final int memberId) {
        this.memberId = memberId;
    }

    /** Sets the role of the member. */
    public void role(final Role value) {
        role = value;
    }

    /** Sets where in the log the next entry is. */
    public void at(final long position, final long timestampMs) {
        logPosition = position;
        timeMs = timestampMs;
    }

    /** When the service's timer is due, {@link #NO_TIMER} for never. */
    public long timerAtMs() {
        return timerAtMs;
    }

    /** The service's timer. */
    public long timerId() {
        return timerId;
    }

    /** Sets the service's timer. */
    public void timer(final long id, final long atMs) {
        timerId = id;
        timerAtMs = atMs;
    }

    @Override
    public int memberId() {
        return memberId;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public long logPosition() {
        return logPosition;
    }

    @Override
    public Aeron aeron() {
        throw new UnsupportedOperationException("a stepped member has no driver");
    }

    @Override
    public ClusteredServiceContainer.Context context() {
        throw new UnsupportedOperationException("a stepped member has no container");
    }

    @Override
    public @Nullable ClientSession getClientSession(final long clusterSessionId) {
        return null;
    }

    @Override
    public Collection<ClientSession> clientSessions() {
        return List.of();
    }

    @Override
    public void forEachClientSession(final Consumer<? super ClientSession> action) {
        // Replies go to the session of their entry.
    }

    @Override
    public boolean closeClientSession(final long clusterSessionId) {
        return false;
    }

    @Override
    public long time() {
        return timeMs;
    }

    @Override
    public TimeUnit timeUnit() {
        return TimeUnit.MILLISECONDS;
    }

    @Override
    public boolean scheduleTimer(final long correlationId, final long deadline) {
        timer(correlationId, deadline);
        return true;
    }

    @Override
    public boolean cancelTimer(final long correlationId) {
        timerAtMs = NO_TIMER;
        return true;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length) {
        throw new UnsupportedOperationException("the service writes nothing to the log");
    }

    @Override
    public long offer(final DirectBufferVector[] vectors) {
        throw new UnsupportedOperationException("the service writes nothing to the log");
    }

    @Override
    public long tryClaim(final int length, final BufferClaim bufferClaim) {
        throw new UnsupportedOperationException("the service writes nothing to the log");
    }

    @Override
    public IdleStrategy idleStrategy() {
        return NoOpIdleStrategy.INSTANCE;
    }
}
