package io.drover.cluster.feed;

import org.agrona.DirectBuffer;

/** Receives the change feed of a member. Called on the service thread; must not keep the buffer. */
@FunctionalInterface
public interface ChangeSink {
    /** A {@code feed.Changes} message with its header. */
    void onChanges(DirectBuffer buffer, int offset, int length);
}
