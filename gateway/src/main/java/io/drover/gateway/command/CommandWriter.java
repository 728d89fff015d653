package io.drover.gateway.command;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.UuidEncoder;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Space for one command, and the small values that most have. */
final class CommandWriter {
    final ExpandableArrayBuffer buffer;
    final MessageHeaderEncoder header = new MessageHeaderEncoder();

    CommandWriter(final int expectedLength) {
        buffer = new ExpandableArrayBuffer(MessageHeaderEncoder.ENCODED_LENGTH + expectedLength);
    }

    /** What was written, header included. */
    DirectBuffer finish(final int encodedLength) {
        return new UnsafeBuffer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }

    static Bool bool(final boolean value) {
        return value ? Bool.YES : Bool.NO;
    }

    static void put(final UuidEncoder encoder, final UUID id) {
        encoder.high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
    }
}
