package io.drover.tools.replay;

import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.ClusteredService;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Calls a member's service as a cluster would for each entry of the log. One thread. */
public final class EntryFeed {
    private final ClusteredService service;
    private final ServiceSeam seam;

    /** Feeds a service that was or will be started with this seam. */
    public EntryFeed(final ClusteredService service, final ServiceSeam seam) {
        this.service = service;
        this.seam = seam;
    }

    /** A command, from a session that may be gone. */
    @SuppressWarnings("NullAway") // The header is that of a transport; there is none.
    public void command(
            final long position,
            final long timestampMs,
            final @Nullable ClientSession session,
            final DirectBuffer bytes) {
        seam.at(position, timestampMs);
        service.onSessionMessage(session, timestampMs, bytes, 0, bytes.capacity(), null);
    }

    /** The service's timer. */
    public void tick(final long position, final long timestampMs) {
        seam.at(position, timestampMs);
        final long timerId = seam.timerId();
        seam.timer(timerId, ServiceSeam.NO_TIMER);
        service.onTimerEvent(timerId, timestampMs);
    }

    /** Another leader. */
    public void term(final long position, final long timestampMs, final int leader) {
        seam.at(position, timestampMs);
        service.onNewLeadershipTermEvent(0, position, timestampMs, 0, leader, 0, TimeUnit.MILLISECONDS, 0);
    }
}
