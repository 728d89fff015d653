package io.drover.cluster.member;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * What a member's recording log says of its snapshots, read once from the file. A snapshot counts when both halves are there: that of
 * the consensus module and that of the service.
 */
final class SnapshotHistory {
    private static final int SERVICE_ID = 0;
    private static final int HALVES = 2;
    private static final int NEEDED = 2;

    private final long logRecordingId;
    private final LongPredicate isComplete;
    private final NavigableMap<Long, List<RecordingLog.Entry>> snapshots = new TreeMap<>();

    private SnapshotHistory(final RecordingLog log, final LongPredicate isComplete) {
        this.isComplete = isComplete;
        logRecordingId = log.findLastTermRecordingId();
        for (final RecordingLog.Entry entry : log.entries()) {
            final boolean isHalf =
                    entry.serviceId == ConsensusModule.Configuration.SERVICE_ID || entry.serviceId == SERVICE_ID;
            if (entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT && isHalf) {
                snapshots
                        .computeIfAbsent(entry.logPosition, position -> new ArrayList<>())
                        .add(entry);
            }
        }
        snapshots.values().removeIf(halves -> halves.size() < HALVES);
    }

    /** Whether there is a recording log: not before the first start. */
    static boolean isIn(final Path clusterDirectory) {
        return Files.exists(clusterDirectory.resolve(RecordingLog.RECORDING_LOG_FILE_NAME));
    }

    static SnapshotHistory read(final Path clusterDirectory, final SnapshotFiles files) {
        try (RecordingLog log = new RecordingLog(clusterDirectory.toFile(), false)) {
            return new SnapshotHistory(log, files::isComplete);
        }
    }

    /** Makes the recording log do without the newest snapshot; only while the member does not run. */
    static boolean invalidateNewest(final Path clusterDirectory) {
        try (RecordingLog log = new RecordingLog(clusterDirectory.toFile(), false)) {
            return log.invalidateLatestSnapshot();
        }
    }

    /** Recording of the replicated log. */
    long logRecordingId() {
        return logRecordingId;
    }

    /** Log position of the newest snapshot, 0 when there is none. */
    long newest() {
        return snapshots.isEmpty() ? 0 : snapshots.lastKey();
    }

    /**
     * Log position of the snapshot before the newest, of those whose file is complete: nothing older is needed, whatever becomes of the
     * newest. 0 when there are not two.
     */
    long floor() {
        int complete = 0;
        for (final long position : snapshots.descendingKeySet()) {
            if (isComplete.test(position) && ++complete == NEEDED) {
                return position;
            }
        }
        return 0;
    }

    /** Recordings of snapshots that are older than the floor, oldest first. */
    List<Long> expired() {
        return snapshots.headMap(floor(), false).values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(entry -> entry.logPosition))
                .map(entry -> entry.recordingId)
                .toList();
    }
}
