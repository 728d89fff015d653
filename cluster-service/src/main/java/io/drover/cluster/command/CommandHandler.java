package io.drover.cluster.command;

import io.drover.sbe.reply.ResultCode;
import org.agrona.DirectBuffer;

/**
 * Handles commands of one template. The message was measured; its enums may still be unknown. A handler that rejects has changed
 * nothing; one that accepts opened a step when it changed anything that has an index.
 */
@FunctionalInterface
interface CommandHandler {
    /**
     * Handles a command.
     *
     * @param offset of the message's block, behind its header.
     */
    ResultCode onCommand(DirectBuffer buffer, int offset, int blockLength, int version, Outcome outcome);
}
