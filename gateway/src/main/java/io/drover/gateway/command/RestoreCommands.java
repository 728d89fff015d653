package io.drover.gateway.command;

import io.drover.sbe.command.RestoreBeginEncoder;
import io.drover.sbe.command.RestoreChunkEncoder;
import io.drover.sbe.command.RestoreCommitEncoder;
import org.agrona.DirectBuffer;

/** Commands that bring the state of a file back. */
public final class RestoreCommands {
    /** Bytes of a chunk: a command stays below its limit of 1 MB. */
    public static final int CHUNK_LENGTH = 768 * 1024;

    private static final int LENGTH = 128;

    private RestoreCommands() {}

    /** Begins; a length of 0 gives up what was begun. */
    public static DirectBuffer begin(final long restoreId, final long length) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final RestoreBeginEncoder command = new RestoreBeginEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .restoreId(restoreId)
                .length(length);
        return writer.finish(command.encodedLength());
    }

    /** The next bytes. */
    public static DirectBuffer chunk(final long restoreId, final long position, final byte[] bytes, final int length) {
        final CommandWriter writer = new CommandWriter(LENGTH + length);
        final RestoreChunkEncoder command = new RestoreChunkEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .restoreId(restoreId)
                .position(position)
                .putBytes(bytes, 0, length);
        return writer.finish(command.encodedLength());
    }

    /** Replaces the state by what the chunks say. */
    public static DirectBuffer commit(final long restoreId) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final RestoreCommitEncoder command = new RestoreCommitEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .restoreId(restoreId);
        return writer.finish(command.encodedLength());
    }
}
