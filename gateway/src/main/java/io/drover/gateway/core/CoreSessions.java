package io.drover.gateway.core;

import io.aeron.cluster.client.EgressListener;
import org.jspecify.annotations.Nullable;

/** Opens sessions with the cluster, without ever waiting for one. One thread. */
public interface CoreSessions extends AutoCloseable {
    /**
     * Goes on with opening a session.
     *
     * @return the session once it is open, null until then.
     * @throws io.aeron.exceptions.AeronException when it cannot be opened now; the next call begins anew.
     */
    @Nullable
    CoreSession poll(EgressListener listener);

    /** Gives up what is being opened. */
    @Override
    void close();
}
