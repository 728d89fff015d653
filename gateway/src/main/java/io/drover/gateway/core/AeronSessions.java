package io.drover.gateway.core;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.exceptions.AeronException;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Sessions of the Aeron Cluster client. */
final class AeronSessions implements CoreSessions {
    private final Supplier<AeronCluster.Context> contexts;
    private AeronCluster.@Nullable AsyncConnect connecting;

    AeronSessions(final Supplier<AeronCluster.Context> contexts) {
        this.contexts = contexts;
    }

    @Override
    public @Nullable CoreSession poll(final EgressListener listener) {
        try {
            if (connecting == null) {
                connecting = AeronCluster.asyncConnect(contexts.get().egressListener(listener));
            }
            final AeronCluster cluster = connecting.poll();
            if (cluster == null) {
                return null;
            }
            connecting = null;
            return new Session(cluster);
        } catch (final AeronException ex) {
            close();
            throw ex;
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(connecting);
        connecting = null;
    }

    private record Session(AeronCluster cluster) implements CoreSession {
        @Override
        public long offer(final DirectBuffer buffer, final int offset, final int length) {
            return cluster.offer(buffer, offset, length);
        }

        @Override
        public int poll() {
            return cluster.pollEgress() + cluster.pollStateChanges();
        }

        @Override
        public void keepAlive() {
            cluster.sendKeepAlive();
        }

        @Override
        public boolean isClosed() {
            return cluster.isClosed();
        }

        @Override
        public int leaderMemberId() {
            return cluster.leaderMemberId();
        }

        @Override
        public void close() {
            CloseHelper.quietClose(cluster);
        }
    }
}
