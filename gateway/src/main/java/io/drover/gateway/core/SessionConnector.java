package io.drover.gateway.core;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.exceptions.AeronException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;

/** Keeps one cluster session open: connects without blocking, and again after the session was lost. One thread. */
final class SessionConnector implements AutoCloseable {
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<AeronCluster.Context> contexts;
    private AeronCluster.@Nullable AsyncConnect connecting;
    private @Nullable AeronCluster cluster;
    private long retryNs;

    SessionConnector(final Supplier<AeronCluster.Context> contexts, final long nowNs) {
        this.contexts = contexts;
        this.retryNs = nowNs;
    }

    /** The open session, or null while there is none. */
    @Nullable
    AeronCluster session() {
        return cluster;
    }

    /** Makes progress; true when a new session has just been opened. */
    boolean poll(final long nowNs) {
        if (cluster != null) {
            if (!cluster.isClosed()) {
                return false;
            }
            cluster = null;
        }
        if (nowNs - retryNs < 0) {
            return false;
        }
        try {
            if (connecting == null) {
                connecting = AeronCluster.asyncConnect(contexts.get());
            }
            cluster = connecting.poll();
            if (cluster != null) {
                connecting = null;
            }
        } catch (final AeronException ex) {
            // No leader yet, or it went away while connecting: both pass by themselves.
            CloseHelper.quietClose(connecting);
            connecting = null;
            retryNs = nowNs + RETRY_NS;
        }
        return cluster != null;
    }

    /** Gives the session up; the next {@link #poll} opens another. */
    void abandon(final long nowNs) {
        CloseHelper.quietClose(cluster);
        cluster = null;
        retryNs = nowNs + RETRY_NS;
    }

    @Override
    public void close() {
        CloseHelper.quietClose(connecting);
        CloseHelper.quietClose(cluster);
        connecting = null;
        cluster = null;
    }
}
