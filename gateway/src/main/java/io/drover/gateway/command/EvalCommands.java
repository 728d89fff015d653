package io.drover.gateway.command;

import io.drover.sbe.command.EvalDeleteEncoder;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Commands about evaluations. */
public final class EvalCommands {
    private static final int LENGTH = 64;
    private static final int ENTRY_LENGTH = 16;

    private EvalCommands() {}

    /**
     * Deletes evaluations while none are processed.
     *
     * @param skipsOthers passes over those that are not there or still needed; otherwise one such keeps all.
     */
    public static DirectBuffer delete(final List<UUID> ids, final boolean skipsOthers) {
        final CommandWriter writer = new CommandWriter(LENGTH + ENTRY_LENGTH * ids.size());
        final EvalDeleteEncoder command = new EvalDeleteEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .skipsOthers(CommandWriter.bool(skipsOthers));
        final EvalDeleteEncoder.EvalsEncoder evals = command.evalsCount(ids.size());
        ids.forEach(id -> CommandWriter.put(evals.next().evalId(), id));
        return writer.finish(command.encodedLength());
    }
}
