package io.drover.gateway.core;

import io.aeron.cluster.client.AeronCluster;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * Configuration of a {@link CoreClient}.
 *
 * @param gatewayId random and unlike that of any other gateway, now and before.
 * @param memberId of the member in this process.
 * @param memberCount members of the cluster; one needs no proof of leadership.
 * @param cluster makes the configuration of a new cluster session; called again after a session was lost.
 * @param queries ring towards the state machine of this process.
 * @param answers ring from it: query pages and the change feed.
 * @param commandTimeoutNs after which a command without reply is given up.
 * @param resendNs after which a command without reply is sent again.
 * @param leaseNs how long a confirmed command vouches for the leader; must be shorter than the cluster's leader heartbeat time-out.
 * @param wakeUp called after something was handed to another thread, so that it need not finish its nap.
 */
public record CoreClientContext(
        long gatewayId,
        int memberId,
        int memberCount,
        Supplier<AeronCluster.Context> cluster,
        RingBuffer queries,
        RingBuffer answers,
        long commandTimeoutNs,
        long resendNs,
        long leaseNs,
        Runnable wakeUp) {
    /** Commands in flight at once; the state machine remembers as many replies per gateway. */
    public static final int WINDOW = 1024;

    /** Commands that may wait for a place in the window. */
    public static final int BACKLOG_MAX = 16 * 1024;

    /** Longest command; longer ones are refused before they reach the log, which would drop them silently. */
    public static final int COMMAND_LENGTH_MAX = 1024 * 1024;

    /** Time-outs as the API promises them: five seconds without a leader are an error. */
    public static final long COMMAND_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);

    /** Long against a round trip, short against an election. */
    public static final long RESEND_NS = TimeUnit.MILLISECONDS.toNanos(400);
}
