package io.drover.cluster.command;

import io.drover.cluster.wire.CommandShapes;
import io.drover.cluster.wire.Shape;
import io.drover.sbe.command.BarrierDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Measures commands that come in other ways than through the log. */
public final class CommandBytes {
    private CommandBytes() {}

    /** Whether the bytes are one command of a template. It allocates. */
    public static boolean isSound(final DirectBuffer bytes, final int templateId) {
        if (bytes.capacity() < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(bytes, 0);
        final Shape shape = CommandShapes.of(templateId);
        return shape != null
                && header.schemaId() == BarrierDecoder.SCHEMA_ID
                && header.templateId() == templateId
                && Shape.MISFIT
                        != shape.walk(
                                bytes, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), bytes.capacity());
    }
}
