package io.drover.gateway.core;

import io.drover.sbe.common.UuidDecoder;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the state machine answered to a command.
 *
 * @param code result; anything but {@code OK} changed nothing.
 * @param index cluster index after the command.
 * @param evalId evaluation that it caused, or null.
 * @param evalIndex create index of that evaluation.
 * @param jobModifyIndex of the job that it was about.
 * @param nodeHandle row and generation of the node that it was about.
 * @param heartbeatTtlMs time until the node must be heard from again.
 * @param timestampMs cluster time of the command.
 * @param value depends on the command, for example the index that was found where another was expected.
 * @param detail name or value that a rejection is about, at most 1,200 bytes; or the id of a job that was made.
 */
public record Reply(
        ResultCode code,
        long index,
        @Nullable UUID evalId,
        long evalIndex,
        long jobModifyIndex,
        long nodeHandle,
        long heartbeatTtlMs,
        long timestampMs,
        long value,
        String detail) {

    static Reply decode(final CommandReplyDecoder decoder) {
        return new Reply(
                decoder.code(),
                decoder.index(),
                uuid(decoder.evalId()),
                decoder.evalIndex(),
                decoder.jobModifyIndex(),
                decoder.nodeHandle(),
                decoder.heartbeatTtlMs(),
                decoder.timestampMs(),
                decoder.value(),
                decoder.detail());
    }

    /** Whether the command was applied. */
    public boolean isOk() {
        return code == ResultCode.OK;
    }

    private static @Nullable UUID uuid(final UuidDecoder decoder) {
        final long high = decoder.high();
        final long low = decoder.low();
        return high == 0 && low == 0 ? null : new UUID(high, low);
    }

    static boolean isReply(final DirectBuffer buffer, final int templateId, final int schemaId) {
        return buffer.capacity() > 0
                && templateId == CommandReplyDecoder.TEMPLATE_ID
                && schemaId == CommandReplyDecoder.SCHEMA_ID;
    }
}
