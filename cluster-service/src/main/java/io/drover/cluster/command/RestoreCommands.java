package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.snapshot.Restoration;
import io.drover.cluster.snapshot.SnapshotReader;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.cluster.snapshot.StagedRecords;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.RestoreStage;
import io.drover.cluster.state.Text;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.command.RestoreBeginDecoder;
import io.drover.sbe.command.RestoreChunkDecoder;
import io.drover.sbe.command.RestoreCommitDecoder;
import io.drover.sbe.reply.ResultCode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the state of a file back: its bytes come in chunks, which are state until the last command makes a new state of them. That one is
 * built and checked beside the old one, so that a refusal changes nothing; the state machine changes over after the reply.
 */
public final class RestoreCommands {
    private static final long LENGTH_MAX = 1L << 30;
    private static final int DETAIL_LENGTH_MAX = 1_000;
    private static final DirectBuffer OTHER = Text.of("another restore has begun, or this one was given up");
    private static final DirectBuffer GAP = Text.of("a chunk is missing before this one");

    private final ClusterState state;
    private final RestoreStage stage;
    private final Consumer<Throwable> internalErrors;
    private final RestoreBeginDecoder begin = new RestoreBeginDecoder();
    private final RestoreChunkDecoder chunk = new RestoreChunkDecoder();
    private final RestoreCommitDecoder commit = new RestoreCommitDecoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private @Nullable SnapshotReader restored;

    RestoreCommands(final Engine engine, final Consumer<Throwable> internalErrors) {
        this.internalErrors = internalErrors;
        state = engine.state();
        stage = state.restore();
    }

    /** The state that takes the place of this one, once; null as long as there is none. */
    public @Nullable SnapshotReader takeRestored() {
        final SnapshotReader taken = restored;
        restored = null;
        return taken;
    }

    ResultCode onBegin(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        begin.wrap(buffer, offset, blockLength, version);
        if (begin.length() < 0 || begin.length() > LENGTH_MAX) {
            return outcome.full(LimitNames.BLOB_BYTES);
        }
        stage.begin(0 == begin.length() ? 0 : begin.restoreId(), begin.length());
        return ResultCode.OK;
    }

    ResultCode onChunk(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        chunk.wrap(buffer, offset, blockLength, version);
        if (0 == stage.id() || chunk.restoreId() != stage.id()) {
            return outcome.reject(ResultCode.RESTORE_INCOMPLETE, OTHER);
        }
        if (chunk.position() != stage.received()) {
            return outcome.reject(ResultCode.RESTORE_INCOMPLETE, GAP);
        }
        chunk.wrapBytes(bytes);
        if (0 == bytes.capacity() || bytes.capacity() > stage.length() - stage.received()) {
            return ResultCode.MALFORMED;
        }
        if (!state.heap().hasRoomFor(bytes.capacity(), 1)) {
            return outcome.full(LimitNames.BLOB_BYTES);
        }
        stage.add(bytes, 0, bytes.capacity());
        return ResultCode.OK;
    }

    ResultCode onCommit(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        commit.wrap(buffer, offset, blockLength, version);
        if (0 == stage.id() || commit.restoreId() != stage.id()) {
            return outcome.reject(ResultCode.RESTORE_INCOMPLETE, OTHER);
        }
        if (stage.received() != stage.length()) {
            return outcome.reject(ResultCode.RESTORE_INCOMPLETE, GAP);
        }
        try {
            // Which levels are taken follows from the state, not from the version that happens to run here.
            final SnapshotReader reader = new SnapshotReader(
                    internalErrors,
                    new FeatureLevels(FeatureLevels.FIRST, state.members().reachable()));
            final Engine made = reader.read(new StagedRecords(stage, state.heap()));
            if (made == null) {
                throw new SnapshotRefused("the snapshot has no state: its cluster was not born yet");
            }
            if (!Restoration.hasRoom(state, made.state())) {
                return outcome.full(LimitNames.BLOB_BYTES);
            }
            restored = reader;
            return ResultCode.OK;
        } catch (final SnapshotRefused ex) {
            final byte[] detail = String.valueOf(ex.getMessage()).getBytes(StandardCharsets.UTF_8);
            return outcome.reject(
                    ResultCode.RESTORE_REFUSED,
                    new UnsafeBuffer(detail, 0, Math.min(detail.length, DETAIL_LENGTH_MAX)));
        }
    }
}
