package io.drover.cluster.spec;

import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.jobspec.SchedulingSpecDecoder;
import io.drover.scheduler.offheap.Invariant;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads task groups of stored specs, remembering the last one read. Allocates nothing. */
public final class SpecReader {
    private final VersionTable versions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SchedulingSpecDecoder spec = new SchedulingSpecDecoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final SpecGroup group = new SpecGroup();
    private long lastHandle;
    private int lastIndex;

    public SpecReader(final VersionTable versions) {
        this.versions = versions;
    }

    /** The rules of a group of a version. */
    public SpecGroup group(final int version, final int index) {
        final long handle = versions.rows().handle(version);
        if (handle != lastHandle || index != lastIndex) {
            read(version, index);
            lastHandle = handle;
            lastIndex = index;
        }
        return group;
    }

    private void read(final int version, final int index) {
        versions.wrapSpec(version, bytes);
        spec.wrapAndApplyHeader(bytes, 0, header);
        for (SchedulingSpecDecoder.DatacentersDecoder datacenter : spec.datacenters()) {
            datacenter.skipPattern();
        }
        final SchedulingSpecDecoder.GroupsDecoder groups = spec.groups();
        Invariant.checkIndex(index, groups.count(), "group");
        for (int at = 0; at <= index; at++) {
            groups.next();
            if (at == index) {
                group.read(groups);
            } else {
                groups.skipName();
                groups.skipNetworkMode();
            }
        }
    }
}
