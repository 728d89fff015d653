package io.drover.gateway.command;

import io.drover.sbe.command.NodeDrainEncoder;
import io.drover.sbe.command.NodeEligibilityEncoder;
import io.drover.sbe.command.NodeEvaluateEncoder;
import io.drover.sbe.command.NodePurgeEncoder;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Commands about nodes. */
public final class NodeCommands {
    private static final int LENGTH = 128;

    private NodeCommands() {}

    /** Says whether a node takes new allocations. */
    public static DirectBuffer eligibility(final UUID nodeId, final boolean isEligible) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final NodeEligibilityEncoder command = new NodeEligibilityEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .eligible(CommandWriter.bool(isEligible));
        CommandWriter.put(command.nodeId(), nodeId);
        return writer.finish(command.encodedLength());
    }

    /**
     * Begins or changes a drain.
     *
     * @param deadlineMs 0: none; below 0: force at once.
     * @param meta JSON object of strings, empty for none.
     */
    public static DirectBuffer drain(
            final UUID nodeId, final long deadlineMs, final boolean ignoreSystemJobs, final byte[] meta) {
        return drain(nodeId, true, deadlineMs, ignoreSystemJobs, false, meta);
    }

    /** Ends a drain. */
    public static DirectBuffer endDrain(final UUID nodeId, final boolean markEligible, final byte[] meta) {
        return drain(nodeId, false, 0, false, markEligible, meta);
    }

    /** Forgets a node. */
    public static DirectBuffer purge(final UUID nodeId) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final NodePurgeEncoder command = new NodePurgeEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.nodeId(), nodeId);
        return writer.finish(command.encodedLength());
    }

    /** Evaluates the jobs of a node. */
    public static DirectBuffer evaluate(final UUID nodeId) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final NodeEvaluateEncoder command =
                new NodeEvaluateEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.nodeId(), nodeId);
        return writer.finish(command.encodedLength());
    }

    private static DirectBuffer drain(
            final UUID nodeId,
            final boolean enable,
            final long deadlineMs,
            final boolean ignoreSystemJobs,
            final boolean markEligible,
            final byte[] meta) {
        final CommandWriter writer = new CommandWriter(LENGTH + meta.length);
        final NodeDrainEncoder command = new NodeDrainEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .enable(CommandWriter.bool(enable))
                .markEligible(CommandWriter.bool(markEligible))
                .ignoreSystemJobs(CommandWriter.bool(ignoreSystemJobs))
                .deadlineMs(deadlineMs);
        CommandWriter.put(command.nodeId(), nodeId);
        command.putMeta(meta, 0, meta.length);
        return writer.finish(command.encodedLength());
    }
}
