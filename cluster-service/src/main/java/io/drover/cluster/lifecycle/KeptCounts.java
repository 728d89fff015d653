package io.drover.cluster.lifecycle;

import io.drover.cluster.spec.SpecCheck;
import io.drover.cluster.spec.SpecCounts;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Mix;
import org.agrona.DirectBuffer;

/**
 * The counts that a registration leads to when groups that the job has already keep theirs. They are taken from the version that is
 * current when the registration is applied, so that no change of a count in between is lost. Reused: valid until the next reading.
 */
public final class KeptCounts {
    private final ClusterState state;
    private final VersionTable versions;
    private final SpecCounts specCounts;
    private final int[] counts;
    private final int[] former;
    private int groupCount;
    private boolean isDifferent;

    public KeptCounts(final ClusterState state) {
        this.state = state;
        versions = state.versions();
        specCounts = new SpecCounts(versions);
        counts = new int[state.limits().intValue(Limits.Key.JOB_GROUPS_MAX)];
        former = new int[counts.length];
    }

    /** Reads what a checked spec says and what the job has. */
    public void read(final int job, final SpecCheck spec, final DirectBuffer specBytes) {
        groupCount = specCounts.read(specBytes, counts);
        final int current = state.jobs().current(job);
        specCounts.read(current, former);
        isDifferent = false;
        for (int group = 0; group < groupCount; group++) {
            final DirectBuffer name = spec.groupName(group);
            final int same = versions.findGroup(current, state.heap().strings().find(name, 0, name.capacity()));
            if (same >= 0 && former[same] != counts[group]) {
                counts[group] = former[same];
                isDifferent = true;
            }
        }
    }

    /** Nothing is kept. */
    public void clear() {
        isDifferent = false;
        groupCount = 0;
    }

    /** Whether a group gets another count than the spec says. */
    public boolean isDifferent() {
        return isDifferent;
    }

    /** How many allocations all groups want together. */
    public long total() {
        long total = 0;
        for (int group = 0; group < groupCount; group++) {
            total += counts[group];
        }
        return total;
    }

    /** The digest of the document with these counts instead of its own. */
    public long digestLow(final long ofDocument) {
        return isDifferent ? mix(ofDocument, counts, groupCount) : ofDocument;
    }

    /** The count of each group of the spec. */
    int[] counts() {
        return counts;
    }

    int groupCount() {
        return groupCount;
    }

    /** The digest of a document whose groups have other counts. */
    static long mix(final long digest, final int[] counts, final int groupCount) {
        long mixed = digest;
        for (int group = 0; group < groupCount; group++) {
            mixed = Mix.mix(mixed + counts[group]);
        }
        return mixed;
    }
}
