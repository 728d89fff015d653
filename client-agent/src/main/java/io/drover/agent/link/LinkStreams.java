package io.drover.agent.link;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * A pair of streams to one edge: an uplink, and the response channel that the edge sends back on. The pair lives and dies as one:
 * a response channel does not heal by itself after its other end has gone.
 */
final class LinkStreams implements AutoCloseable {
    private static final int UPLINK_STREAM = 2001;
    private static final int DOWNLINK_STREAM = 2002;
    private static final int FRAGMENT_LIMIT = 32;

    private final Subscription downlink;
    private final ExclusivePublication uplink;

    LinkStreams(final Aeron aeron, final String edge) {
        final int colon = edge.lastIndexOf(':');
        final String control = edge.substring(0, colon + 1) + (Integer.parseInt(edge.substring(colon + 1)) + 1);
        downlink = aeron.addSubscription("aeron:udp?control-mode=response|control=" + control, DOWNLINK_STREAM);
        uplink = aeron.addExclusivePublication(
                "aeron:udp?endpoint=" + edge + "|term-length=64k|" + "response-correlation-id="
                        + downlink.registrationId(),
                UPLINK_STREAM);
    }

    /** Whether both directions are up. */
    boolean isConnected() {
        return uplink.isConnected() && downlink.isConnected();
    }

    boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        return uplink.offer(buffer, offset, length) > 0;
    }

    int poll(final FragmentHandler handler) {
        return downlink.poll(handler, FRAGMENT_LIMIT);
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(uplink, downlink);
    }
}
