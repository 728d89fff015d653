package io.drover.cluster.spec;

import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.jobspec.SchedulingSpecDecoder;
import io.drover.scheduler.offheap.Invariant;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Counts of groups in stored specs: read in one pass, and changed in a version that nobody has read yet. */
public final class SpecCounts {
    private final VersionTable versions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SchedulingSpecDecoder spec = new SchedulingSpecDecoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);

    public SpecCounts(final VersionTable versions) {
        this.versions = versions;
    }

    /** Reads the counts of all groups and answers how many there are. */
    public int read(final int version, final int[] counts) {
        versions.wrapSpec(version, bytes);
        return read(counts);
    }

    /** The same of a checked spec that is not stored. */
    public int read(final DirectBuffer checked, final int[] counts) {
        bytes.wrap(checked);
        return read(counts);
    }

    private int read(final int[] counts) {
        final SchedulingSpecDecoder.GroupsDecoder groups = groups();
        final int count = groups.count();
        for (int at = 0; at < count; at++) {
            counts[at] = groups.next().desiredCount();
            groups.skipName();
            groups.skipNetworkMode();
        }
        return count;
    }

    /** Gives a version a spec of its own with these counts. */
    public void write(final int version, final int[] counts) {
        versions.copySpec(version, bytes);
        final SchedulingSpecDecoder.GroupsDecoder groups = groups();
        final int count = groups.count();
        for (int at = 0; at < count; at++) {
            final int offset = spec.limit();
            groups.next();
            bytes.putInt(
                    offset + SchedulingSpecDecoder.GroupsDecoder.desiredCountEncodingOffset(),
                    counts[at],
                    ByteOrder.LITTLE_ENDIAN);
            Invariant.check(groups.desiredCount() == counts[at], "the count is where it is read", at);
            groups.skipName();
            groups.skipNetworkMode();
        }
    }

    private SchedulingSpecDecoder.GroupsDecoder groups() {
        spec.wrapAndApplyHeader(bytes, 0, header);
        for (SchedulingSpecDecoder.DatacentersDecoder datacenter : spec.datacenters()) {
            datacenter.skipPattern();
        }
        return spec.groups();
    }
}
