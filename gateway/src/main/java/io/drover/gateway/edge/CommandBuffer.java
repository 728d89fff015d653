package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Reply;
import io.drover.sbe.common.MessageHeaderEncoder;
import java.util.concurrent.CompletableFuture;
import org.agrona.ExpandableArrayBuffer;

/** Scratch space of one thread for encoding commands. */
final class CommandBuffer {
    final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Core core;

    CommandBuffer(final Core core) {
        this.core = core;
    }

    /** Sends what was encoded from offset 0, header included. */
    CompletableFuture<Reply> send(final int bodyLength) {
        return core.send(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
