package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.HostVolumeClaimTable;
import io.drover.cluster.state.HostVolumeTable;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.HostVolumeState;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.HostVolumeClaimRowDecoder;
import io.drover.sbe.snapshot.HostVolumeRowDecoder;
import io.drover.sbe.snapshot.VolumeUseRowDecoder;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads dynamic host volumes after nodes, and their uses and claims after allocations and jobs. */
final class HostVolumeRowLoader {
    private final ClusterState state;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer other = new UnsafeBuffer(0, 0);

    HostVolumeRowLoader(final Engine engine) {
        state = engine.state();
        heap = state.heap();
    }

    void volume(final DirectBuffer record) {
        final HostVolumeRowDecoder row = new HostVolumeRowDecoder().wrapAndApplyHeader(record, 0, header);
        final HostVolumeState volumeState = row.state();
        if (volumeState == HostVolumeState.NULL_VAL || volumeState == HostVolumeState.SBE_UNKNOWN) {
            throw new SnapshotRefused("the snapshot has a host volume of an unknown state");
        }
        final HostVolumeTable volumes = state.hostVolumes();
        final long nodeHigh = row.nodeId().high();
        final long nodeLow = row.nodeId().low();
        row.wrapNamespace(view);
        final int volume = volumes.restore(
                row.handle(), row.volumeId().high(), row.volumeId().low(), heap.intern(view));
        volumes.settle(volume, nodeHigh, nodeLow, state.nodes().find(nodeHigh, nodeLow));
        volumes.createIndex(volume, row.createIndex());
        volumes.modifyIndex(volume, row.modifyIndex());
        volumes.createTimeMs(volume, row.createTimeMs());
        volumes.modifyTimeMs(volume, row.modifyTimeMs());
        volumes.capacityBytes(volume, row.capacityBytes());
        volumes.capabilities(volume, row.capabilities());
        volumes.state(volume, volumeState);
        row.wrapName(view);
        volumes.name(volume, heap.intern(view));
        row.wrapPlugin(view);
        volumes.plugin(volume, heap.intern(view));
        row.wrapPool(view);
        volumes.pool(volume, heap.intern(view));
        row.wrapDocument(view);
        volumes.document(volume, heap.put(view, 0, view.capacity()));
    }

    void use(final DirectBuffer record) {
        final VolumeUseRowDecoder row = new VolumeUseRowDecoder().wrapAndApplyHeader(record, 0, header);
        final int alloc =
                state.allocs().find(row.allocId().high(), row.allocId().low());
        final int volume = find(row.volumeId().high(), row.volumeId().low());
        if (Slab.NULL_ROW == alloc) {
            throw new SnapshotRefused("the snapshot has a use of a volume by an allocation that it has not");
        }
        final boolean isWriter = row.isWriter() == Bool.YES;
        row.wrapName(view);
        state.volumeUses().restore(row.handle(), alloc, volume, heap.intern(view), isWriter);
    }

    void claim(final DirectBuffer record) {
        final HostVolumeClaimRowDecoder row = new HostVolumeClaimRowDecoder().wrapAndApplyHeader(record, 0, header);
        final int volume = find(row.volumeId().high(), row.volumeId().low());
        row.wrapNamespace(view);
        row.wrapJobId(other);
        final int job = state.jobs().find(view, other);
        if (Slab.NULL_ROW == job) {
            throw new SnapshotRefused("the snapshot has a claim of a job that it has not");
        }
        row.wrapGroup(view);
        row.wrapName(other);
        final HostVolumeClaimTable claims = state.hostVolumeClaims();
        final int claim = claims.restore(
                row.handle(),
                row.claimId().high(),
                row.claimId().low(),
                job,
                heap.intern(view),
                volume,
                heap.intern(other));
        claims.allocId(claim, row.allocId().high(), row.allocId().low());
        claims.createIndex(claim, row.createIndex());
        claims.modifyIndex(claim, row.modifyIndex());
    }

    private int find(final long high, final long low) {
        final int volume = state.hostVolumes().find(high, low);
        if (Slab.NULL_ROW == volume) {
            throw new SnapshotRefused("the snapshot refers to a host volume that it has not");
        }
        return volume;
    }
}
