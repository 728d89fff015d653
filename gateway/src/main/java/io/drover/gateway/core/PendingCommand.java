package io.drover.gateway.core;

import io.drover.sbe.command.OriginEncoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A command that waits for its reply. Made by the caller, from then on touched by the client's thread only. */
final class PendingCommand {
    final UnsafeBuffer buffer;
    final CompletableFuture<Reply> future = new CompletableFuture<>();
    final long createdNs;
    long number;
    long sentNs;

    /** A copy of the command, followed by who asks for it where somebody does and there is room. */
    PendingCommand(
            final DirectBuffer command,
            final int offset,
            final int length,
            final @Nullable Actor actor,
            final long nowNs) {
        final boolean isSigned = actor != null && length + Actor.LENGTH <= CoreClientContext.COMMAND_LENGTH_MAX;
        final byte[] copy = new byte[isSigned ? length + Actor.LENGTH : length];
        command.getBytes(offset, copy, 0, length);
        buffer = new UnsafeBuffer(copy);
        if (actor != null && isSigned) {
            actor.write(buffer, length);
        }
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
