package io.drover.gateway.core;

import io.drover.sbe.command.OriginEncoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A command that waits for its reply. Made by the caller, from then on touched by the client's thread only. */
final class PendingCommand {
    final UnsafeBuffer buffer;
    final CompletableFuture<Reply> future = new CompletableFuture<>();
    final long createdNs;
    long number;
    long sentNs;

    PendingCommand(final DirectBuffer command, final int offset, final int length, final long nowNs) {
        final byte[] copy = new byte[length];
        command.getBytes(offset, copy);
        buffer = new UnsafeBuffer(copy);
        createdNs = nowNs;
    }

    /** The origin is the first field of every command, so it can be filled in when the command gets its number. */
    void stamp(final OriginEncoder origin, final long gatewayId, final long acknowledged) {
        origin.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH)
                .gatewayId(gatewayId)
                .number(number)
                .acknowledged(acknowledged);
    }
}
