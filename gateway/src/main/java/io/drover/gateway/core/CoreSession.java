package io.drover.gateway.core;

import org.agrona.DirectBuffer;

/** A session with the cluster, as {@link CoreClient} uses it. Its thread only. */
public interface CoreSession extends AutoCloseable {
    /** Offers a command to the leader; positive when it was taken, which proves nothing, else a code of {@code io.aeron.Publication}. */
    long offer(DirectBuffer buffer, int offset, int length);

    /** Hands over what has arrived. */
    int poll();

    /** Says that this end lives. */
    void keepAlive();

    /** Whether the session is of no use any more. */
    boolean isClosed();

    /** Member id of the leader that the session is with. */
    int leaderMemberId();

    @Override
    void close();
}
