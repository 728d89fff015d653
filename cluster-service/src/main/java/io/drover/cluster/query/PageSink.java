package io.drover.cluster.query;

import org.agrona.DirectBuffer;

/** Receives answers to queries. Called on the service thread; must not keep the buffer. */
@FunctionalInterface
public interface PageSink {
    /** A {@code query.QueryPage} message with its header. */
    void onPage(DirectBuffer buffer, int offset, int length);
}
