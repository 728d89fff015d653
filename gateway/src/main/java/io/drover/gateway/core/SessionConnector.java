package io.drover.gateway.core;

import io.aeron.cluster.client.EgressListener;
import io.aeron.exceptions.AeronException;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;

/** Keeps one cluster session open: connects without blocking, and again after the session was lost. One thread. */
final class SessionConnector implements AutoCloseable {
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final CoreSessions sessions;
    private final EgressListener listener;
    private @Nullable CoreSession session;
    private long retryNs;

    SessionConnector(final CoreSessions sessions, final EgressListener listener, final long nowNs) {
        this.sessions = sessions;
        this.listener = listener;
        this.retryNs = nowNs;
    }

    /** The open session, or null while there is none. */
    @Nullable
    CoreSession session() {
        return session;
    }

    /** Makes progress; true when a new session has just been opened. */
    boolean poll(final long nowNs) {
        if (session != null) {
            if (!session.isClosed()) {
                return false;
            }
            session = null;
        }
        if (nowNs - retryNs < 0) {
            return false;
        }
        try {
            session = sessions.poll(listener);
        } catch (final AeronException ex) {
            // No leader yet, or it went away while connecting: both pass by themselves.
            retryNs = nowNs + RETRY_NS;
        }
        return session != null;
    }

    /** Gives the session up; the next {@link #poll} opens another. */
    void abandon(final long nowNs) {
        CloseHelper.quietClose(session);
        session = null;
        retryNs = nowNs + RETRY_NS;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(sessions, session);
        session = null;
    }
}
