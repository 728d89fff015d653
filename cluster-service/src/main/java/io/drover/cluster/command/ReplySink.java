package io.drover.cluster.command;

import org.agrona.DirectBuffer;

/** Receives replies to commands. Called on the service thread; must not keep the buffer. */
@FunctionalInterface
public interface ReplySink {
    /** A {@code reply.CommandReply} message with its header. */
    void onReply(DirectBuffer buffer, int offset, int length);
}
