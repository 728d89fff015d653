package io.drover.gateway.core;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.journal.ActorEncoder;
import io.drover.sbe.journal.ActorKind;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for the commands that this thread sends: written behind each of them, where the state machine does not look and the journal
 * does. Set for the steps of a request, on whatever thread they run; commands of the process itself have none.
 *
 * @param kind how he was recognized.
 * @param accessorHigh upper half of the accessor of the token, 0 without one.
 * @param accessorLow lower half of it.
 */
public record Actor(ActorKind kind, long accessorHigh, long accessorLow) {
    /** Bytes behind a command. */
    static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + ActorEncoder.BLOCK_LENGTH;

    private static final ThreadLocal<@Nullable Actor> CURRENT = new ThreadLocal<>();

    /** Who asks on this thread; null when nobody does. */
    public static @Nullable Actor current() {
        return CURRENT.get();
    }

    /** Sets who asks on this thread, null for nobody, until the next call. */
    public static void current(final @Nullable Actor actor) {
        if (actor == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(actor);
        }
    }

    void write(final MutableDirectBuffer buffer, final int offset) {
        final ActorEncoder encoder = new ActorEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
        encoder.accessor().high(accessorHigh).low(accessorLow);
        encoder.kind(kind);
    }
}
