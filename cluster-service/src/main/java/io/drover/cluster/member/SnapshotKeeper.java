package io.drover.cluster.member;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusterCounters;
import java.nio.file.Path;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;

/**
 * Bounds a member's disk and the time that its restart takes: orders a snapshot after so much log while the member leads, and on every
 * member purges what a new snapshot made superfluous.
 *
 * <pre>
 *  leader: log since the newest snapshot ≥ length ─► control toggle ─► snapshot on every member, at the same log position
 *  all:    one more snapshot is complete          ─► archive: purge below the one before it
 * </pre>
 *
 * <p>The length grows with the state, so that writing it stays a fixed part of all that is written; and there is one file at a time.
 *
 * <p>Has a thread and a client of the media driver of its own and reads counters only: the service never waits for it, and it survives
 * the end of the consensus module. An order that came to nothing is repeated after as much log again, not at once.
 */
final class SnapshotKeeper implements Agent {
    private static final int CLUSTER_ID = 0;
    /** With the last part of the log between two snapshots begins what must be ready for the next. */
    private static final int EXPECTED_PARTS = 4;

    private final Path clusterDirectory;
    private final long snapshotLogLength;
    private final LogPurge purge;
    private final MemberSnapshots snapshots;
    private final Aeron aeron;
    private final CountersReader counters;
    private long snapshotCount = -1;
    private long fileCount;
    private long fileLength;
    private long basePosition;

    /** Takes over the client, whose conductor it invokes. */
    SnapshotKeeper(
            final Path clusterDirectory,
            final long snapshotLogLength,
            final MemberSnapshots snapshots,
            final Aeron aeron,
            final LogPurge purge) {
        this.snapshots = snapshots;
        this.clusterDirectory = clusterDirectory;
        this.snapshotLogLength = snapshotLogLength;
        this.purge = purge;
        this.aeron = aeron;
        counters = aeron.countersReader();
    }

    @Override
    public int doWork() {
        if (aeron.isClosed()) {
            throw new AgentTerminationException("the media driver is gone");
        }
        return aeron.conductorAgentInvoker().invoke() + followSnapshots() + orderSnapshot();
    }

    @Override
    public void onClose() {
        aeron.close();
    }

    @Override
    public String roleName() {
        return "snapshot-keeper";
    }

    /** Also at the start, for what a crash kept from being purged. */
    private int followSnapshots() {
        final long count = counter(AeronCounters.CLUSTER_SNAPSHOT_COUNTER_TYPE_ID);
        final long completed = snapshots.scribe().completedCount();
        if (count < 0 || count == snapshotCount && completed == fileCount) {
            return 0;
        }
        snapshotCount = count;
        fileCount = completed;
        final SnapshotHistory history = SnapshotHistory.read(clusterDirectory, snapshots.files());
        basePosition = Math.max(basePosition, history.newest());
        fileLength = Math.max(snapshots.files().length(history.newest()), fileLength);
        purge.run(aeron, history);
        snapshots.removeBelow(history.floor());
        return 1;
    }

    private int orderSnapshot() {
        final long position = counter(AeronCounters.CLUSTER_COMMIT_POSITION_TYPE_ID);
        final long length = Math.max(snapshotLogLength, fileLength);
        if (position - basePosition >= length / EXPECTED_PARTS * (EXPECTED_PARTS - 1)) {
            snapshots.expect();
        }
        if (position - basePosition < length
                || snapshots.scribe().isBusy()
                || counter(AeronCounters.CLUSTER_NODE_ROLE_TYPE_ID) != Cluster.Role.LEADER.code()) {
            return 0;
        }
        final AtomicCounter toggle = ClusterControl.findControlToggle(counters, CLUSTER_ID);
        if (toggle == null || !ClusterControl.ToggleState.SNAPSHOT.toggle(toggle)) {
            return 0;
        }
        basePosition = position;
        return 1;
    }

    /** The value of one of the consensus module's counters, -1 while it has none. */
    private long counter(final int typeId) {
        final int id = ClusterCounters.find(counters, typeId, CLUSTER_ID);
        return CountersReader.NULL_COUNTER_ID == id ? -1 : counters.getCounterValue(id);
    }
}
