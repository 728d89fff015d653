package io.drover.agent.link;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.Header;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A pair of streams to one edge: an uplink, and the response channel that the edge sends back on. The pair lives and dies as one:
 * a response channel does not heal by itself after its other end has gone. Nothing here waits for the media driver.
 */
final class AeronLinkStreams implements LinkStreams {
    private static final int UPLINK_STREAM = 2001;
    private static final int DOWNLINK_STREAM = 2002;
    private static final int FRAGMENT_LIMIT = 32;

    private final Aeron aeron;
    /** A frame may be longer than a datagram. */
    private final FragmentAssembler frames = new FragmentAssembler(this::onFragment);

    private final long downlinkId;
    private final long uplinkId;
    private @Nullable FrameHandler hearing;
    private @Nullable Subscription downlink;
    private @Nullable ExclusivePublication uplink;

    AeronLinkStreams(final Aeron aeron, final String edge) {
        this.aeron = aeron;
        final int colon = edge.lastIndexOf(':');
        final String control = edge.substring(0, colon + 1) + (Integer.parseInt(edge.substring(colon + 1)) + 1);
        downlinkId = aeron.asyncAddSubscription("aeron:udp?control-mode=response|control=" + control, DOWNLINK_STREAM);
        uplinkId = aeron.asyncAddExclusivePublication(
                "aeron:udp?endpoint=" + edge + "|term-length=64k|response-correlation-id=" + downlinkId, UPLINK_STREAM);
    }

    @Override
    public boolean isConnected() {
        final Subscription in = downlink();
        final ExclusivePublication out = uplink();
        return in != null
                && out != null
                && out.isConnected()
                && in.imageCount() > 0
                && !in.imageAtIndex(0).isEndOfStream();
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        return uplink != null && uplink.offer(buffer, offset, length) > 0;
    }

    @Override
    public int poll(final FrameHandler handler) {
        if (downlink == null) {
            return 0;
        }
        hearing = handler;
        return downlink.poll(frames, FRAGMENT_LIMIT);
    }

    @Override
    public void close() {
        if (uplink == null) {
            aeron.asyncRemovePublication(uplinkId);
        }
        if (downlink == null) {
            aeron.asyncRemoveSubscription(downlinkId);
        }
        CloseHelper.quietCloseAll(uplink, downlink);
    }

    private void onFragment(final DirectBuffer frame, final int offset, final int length, final Header header) {
        if (hearing != null) {
            hearing.onFrame(frame, offset, length);
        }
    }

    private @Nullable Subscription downlink() {
        if (downlink == null) {
            downlink = orNull(() -> aeron.getSubscription(downlinkId));
        }
        return downlink;
    }

    private @Nullable ExclusivePublication uplink() {
        if (uplink == null) {
            uplink = orNull(() -> aeron.getExclusivePublication(uplinkId));
        }
        return uplink;
    }

    /** A stream that the driver refuses never connects; the session gives the pair up in time. */
    private static <T> @Nullable T orNull(final Supplier<@Nullable T> stream) {
        try {
            return stream.get();
        } catch (final RegistrationException ex) {
            return null;
        }
    }
}
