package io.drover.cluster.member;

import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.member.journal.Journal;
import io.drover.cluster.snapshot.LevelRefused;
import io.drover.cluster.snapshot.SnapshotReader;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.snapshot.SnapshotFileDecoder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A member's snapshots: the files, the thread that writes them, and the state that the member starts from. That state is read before the
 * member's threads start, so that a file which cannot be trusted is found out while the recording log can still be told to use the
 * snapshot before it.
 */
final class MemberSnapshots implements AutoCloseable {
    private static final int IDLE_MS = 20;
    private static final long FINISH_MAX_NS = TimeUnit.SECONDS.toNanos(15);

    private final SnapshotFiles files;
    private final SnapshotScribe scribe;
    private final FeatureLevels levels;
    private final ErrorHandler errorHandler;
    private @Nullable AgentRunner runner;
    private @Nullable SnapshotReader loaded;
    private long loadedPosition;
    private @Nullable Journal journal;
    private volatile @Nullable StateMachine watched;

    MemberSnapshots(final Path directory, final FeatureLevels levels, final ErrorHandler errorHandler) {
        this.levels = levels;
        this.errorHandler = errorHandler;
        files = new SnapshotFiles(directory);
        scribe = new SnapshotScribe(files, errorHandler);
    }

    SnapshotFiles files() {
        return files;
    }

    SnapshotScribe scribe() {
        return scribe;
    }

    /** The journal needs snapshots for longer, and is told of new ones. */
    void journal(final Journal value) {
        journal = value;
        scribe.onWritten(value::onSnapshotWritten);
    }

    /** Removes files that neither a restart nor the journal needs. */
    void removeBelow(final long floor) {
        final Journal keeping = journal;
        files.removeBelow(keeping == null ? floor : Math.min(floor, journalFloor(keeping)));
    }

    /**
     * The snapshot from which the oldest entry of the journal can be replayed, or a later one when those between take more room than
     * the journal itself may.
     */
    private long journalFloor(final Journal keeping) {
        final long oldest = keeping.oldestPosition();
        long length = 0;
        long floor = Long.MAX_VALUE;
        for (final long position : files.complete().descendingSet()) {
            length += files.length(position);
            if (length > keeping.settings().lengthMax()) {
                break;
            }
            floor = position;
            if (position <= oldest) {
                break;
            }
        }
        return floor;
    }

    /** Reads the newest snapshot that can be trusted, makes the recording log forget newer ones, and starts the writing thread. */
    void start(final Path clusterDirectory) {
        // Without a directory all snapshots there may be are of an earlier version, which kept them in recordings.
        if (files.exist() && SnapshotHistory.isIn(clusterDirectory)) {
            load(clusterDirectory);
        }
        files.prepare();
        final AgentRunner started =
                new AgentRunner(new SleepingMillisIdleStrategy(IDLE_MS), errorHandler, null, scribe);
        runner = started;
        AgentRunner.startOnThread(started);
    }

    /** The state machine whose memory will be copied; known once the service is made. */
    void watch(final StateMachine machine) {
        watched = machine;
    }

    /** A snapshot will be ordered before long. */
    void expect() {
        final StateMachine machine = watched;
        final Engine engine = machine == null ? null : machine.engine();
        if (engine != null) {
            scribe.expect(engine);
        }
    }

    /** Gives the state machine what was read, if that is what the recording speaks of. */
    void adopt(final StateMachine machine, final SnapshotFileDecoder named, final long logPosition) {
        final SnapshotReader read = loaded;
        loaded = null;
        if (read == null || loadedPosition != logPosition) {
            throw new SnapshotRefused("no snapshot was read for log position " + logPosition);
        }
        if (read.clusterHigh() != named.clusterId().high()
                || read.clusterLow() != named.clusterId().low()) {
            files.refuse(logPosition);
            throw new SnapshotRefused("the file " + files.file(logPosition)
                    + " is of another cluster; it was put aside, and the next start takes the snapshot before it");
        }
        machine.adopt(logPosition, read);
    }

    /** Waits for the file that is being written, within bounds, and stops the thread. */
    @Override
    public void close() {
        scribe.hurry();
        final IdleStrategy idle = new SleepingMillisIdleStrategy(IDLE_MS);
        final long deadlineNs = System.nanoTime() + FINISH_MAX_NS;
        while (runner != null && scribe.isBusy() && System.nanoTime() - deadlineNs < 0) {
            idle.idle();
        }
        CloseHelper.quietClose(runner);
    }

    private void load(final Path clusterDirectory) {
        while (true) {
            final long position = SnapshotHistory.read(clusterDirectory, files).newest();
            if (0 == position) {
                return;
            }
            try (SnapshotFileReader file = new SnapshotFileReader(files.file(position))) {
                loaded = read(file, position);
                loadedPosition = position;
                return;
            } catch (final LevelRefused ex) {
                // There is nothing wrong with it, and the log behind an older one leads to the same level.
                throw new LevelRefused(
                        "this member cannot start: its snapshot at log position " + position + ": " + ex.getMessage());
            } catch (final SnapshotRefused ex) {
                errorHandler.onError(new SnapshotRefused(
                        "the snapshot at log position " + position + " is refused, the one before it is used: "
                                + ex.getMessage(),
                        ex));
                if (!SnapshotHistory.invalidateNewest(clusterDirectory)) {
                    throw ex;
                }
            }
        }
    }

    private SnapshotReader read(final SnapshotFileReader file, final long position) {
        if (file.logPosition() != position) {
            throw new SnapshotRefused("the file " + files.file(position) + " was taken at log position "
                    + file.logPosition() + ", not at that of its name");
        }
        final SnapshotReader reader = new SnapshotReader(errorHandler::onError, levels);
        reader.read(file);
        if (file.next((buffer, offset, length) -> {})) {
            throw new SnapshotRefused("records follow the last one of the snapshot at log position " + position);
        }
        if (reader.clusterHigh() != file.clusterHigh() || reader.clusterLow() != file.clusterLow()) {
            throw new SnapshotRefused("the snapshot at log position " + position + " has rows of another cluster");
        }
        return reader;
    }
}
