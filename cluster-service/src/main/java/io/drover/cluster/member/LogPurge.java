package io.drover.cluster.member;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Frees what no restart needs any more from a member's own archive: segments of the log below the snapshot before the newest, and the
 * recordings of snapshots that are older than that one. The snapshot before the newest stays, with all log after it, so that a member
 * that was away for one interval catches up from the others.
 */
final class LogPurge {
    private final Supplier<AeronArchive.Context> archives;

    LogPurge(final Supplier<AeronArchive.Context> archives) {
        this.archives = archives;
    }

    /** Purges; waits for the archive, so it must not run on the service's thread. */
    void run(final Aeron aeron, final SnapshotHistory history) {
        if (history.floor() == 0) {
            return;
        }
        try (AeronArchive archive =
                AeronArchive.connect(archives.get().aeron(aeron).ownsAeronClient(false))) {
            purgeLog(archive, history);
            for (final long recordingId : history.expired()) {
                if (find(archive, recordingId) != null) {
                    archive.purgeRecording(recordingId);
                }
            }
        }
    }

    private static void purgeLog(final AeronArchive archive, final SnapshotHistory history) {
        final Extent log = find(archive, history.logRecordingId());
        if (log == null) {
            return;
        }
        final long base = AeronArchive.segmentFileBasePosition(
                log.startPosition(), history.floor(), log.termLength(), log.segmentLength());
        if (base > log.startPosition()) {
            archive.purgeSegments(history.logRecordingId(), base);
        }
    }

    private static @Nullable Extent find(final AeronArchive archive, final long recordingId) {
        final Extent[] found = new Extent[1];
        archive.listRecording(
                recordingId,
                (controlSessionId,
                        correlationId,
                        id,
                        startTimestamp,
                        stopTimestamp,
                        startPosition,
                        stopPosition,
                        initialTermId,
                        segmentFileLength,
                        termBufferLength,
                        mtuLength,
                        sessionId,
                        streamId,
                        strippedChannel,
                        originalChannel,
                        sourceIdentity) -> found[0] = new Extent(startPosition, termBufferLength, segmentFileLength));
        return found[0];
    }

    private record Extent(long startPosition, int termLength, int segmentLength) {}
}
