package io.drover.cluster.snapshot;

import org.agrona.DirectBuffer;

/** Receives records of a snapshot in order, one after the other. Must not keep the buffer. */
@FunctionalInterface
public interface SnapshotSink {
    /** A {@code snapshot} message with its header: about as long as a command at most. */
    void onRecord(DirectBuffer buffer, int offset, int length);
}
