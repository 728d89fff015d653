package io.drover.cluster.command;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.reply.CommandReplyEncoder;
import io.drover.sbe.reply.ResultCode;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes replies into a buffer of its own. */
final class ReplyWriter {
    private final UnsafeBuffer buffer = new UnsafeBuffer(
            new byte
                    [MessageHeaderEncoder.ENCODED_LENGTH
                            + CommandReplyEncoder.BLOCK_LENGTH
                            + CommandReplyEncoder.detailHeaderLength()
                            + Outcome.DETAIL_LENGTH_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandReplyEncoder encoder = new CommandReplyEncoder();
    private int length;

    UnsafeBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    void write(
            final long gatewayId,
            final long number,
            final ResultCode code,
            final long index,
            final long timestampMs,
            final Outcome outcome) {
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .gatewayId(gatewayId)
                .number(number)
                .code(code)
                .index(index);
        encoder.evalId().high(outcome.evalHigh()).low(outcome.evalLow());
        encoder.evalIndex(outcome.evalIndex())
                .jobModifyIndex(outcome.jobModifyIndex())
                .nodeHandle(outcome.nodeHandle())
                .heartbeatTtlMs(outcome.heartbeatTtlMs())
                .timestampMs(timestampMs)
                .value(outcome.value())
                .putDetail(outcome.detail(), 0, outcome.detailLength());
        length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
