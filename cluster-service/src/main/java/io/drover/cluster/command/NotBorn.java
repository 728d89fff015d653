package io.drover.cluster.command;

import io.drover.sbe.command.OriginDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.ResultCode;
import org.agrona.DirectBuffer;

/** Answers commands that come before the cluster was born. They may be sent again later: nothing is remembered. */
public final class NotBorn {
    private final ReplyWriter reply = new ReplyWriter();
    private final Outcome outcome = new Outcome();
    private final OriginDecoder origin = new OriginDecoder();

    public boolean answer(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long timestampMs,
            final ReplySink replies) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + OriginDecoder.ENCODED_LENGTH) {
            return false;
        }
        origin.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        reply.write(origin.gatewayId(), origin.number(), ResultCode.NOT_BORN, 0, timestampMs, outcome.reset());
        replies.onReply(reply.buffer(), 0, reply.length());
        return true;
    }
}
