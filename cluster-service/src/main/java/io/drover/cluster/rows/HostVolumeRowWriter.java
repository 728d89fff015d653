package io.drover.cluster.rows;

import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.HostVolumeClaimTable;
import io.drover.cluster.state.HostVolumeTable;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.VolumeUseTable;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.HostVolumeClaimRowEncoder;
import io.drover.sbe.snapshot.HostVolumeRowEncoder;
import io.drover.sbe.snapshot.VolumeUseRowEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes dynamic host volumes, who uses them, and which task groups stick to them. Each call answers the length of its message. */
public final class HostVolumeRowWriter {
    private final JobTable jobs;
    private final AllocTable allocs;
    private final HostVolumeTable volumes;
    private final VolumeUseTable uses;
    private final HostVolumeClaimTable claims;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HostVolumeRowEncoder volumeRow = new HostVolumeRowEncoder();
    private final VolumeUseRowEncoder useRow = new VolumeUseRowEncoder();
    private final HostVolumeClaimRowEncoder claimRow = new HostVolumeClaimRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public HostVolumeRowWriter(final ClusterState state) {
        jobs = state.jobs();
        allocs = state.allocs();
        volumes = state.hostVolumes();
        uses = state.volumeUses();
        claims = state.hostVolumeClaims();
        heap = state.heap();
    }

    public int write(final int row, final MutableDirectBuffer target, final int offset) {
        volumeRow
                .wrapAndApplyHeader(target, offset, header)
                .handle(volumes.rows().handle(row));
        volumeRow.volumeId().high(volumes.idHigh(row)).low(volumes.idLow(row));
        volumeRow.nodeId().high(volumes.nodeIdHigh(row)).low(volumes.nodeIdLow(row));
        volumeRow
                .createIndex(volumes.createIndex(row))
                .modifyIndex(volumes.modifyIndex(row))
                .createTimeMs(volumes.createTimeMs(row))
                .modifyTimeMs(volumes.modifyTimeMs(row))
                .capacityBytes(volumes.capacityBytes(row))
                .capabilities(volumes.capabilities(row))
                .state(volumes.state(row));
        final DirectBuffer namespace = string(volumes.namespace(row));
        volumeRow.putNamespace(namespace, 0, namespace.capacity());
        final DirectBuffer name = string(volumes.name(row));
        volumeRow.putName(name, 0, name.capacity());
        final DirectBuffer plugin = string(volumes.plugin(row));
        volumeRow.putPlugin(plugin, 0, plugin.capacity());
        final DirectBuffer pool = string(volumes.pool(row));
        volumeRow.putPool(pool, 0, pool.capacity());
        heap.wrap(volumes.document(row), view);
        volumeRow.putDocument(view, 0, view.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + volumeRow.encodedLength();
    }

    /** Writes a use of a volume by an allocation. */
    public int writeUse(final int row, final MutableDirectBuffer target, final int offset) {
        final int alloc = uses.alloc(row);
        final int volume = uses.volume(row);
        useRow.wrapAndApplyHeader(target, offset, header).handle(uses.rows().handle(row));
        useRow.allocId().high(allocs.idHigh(alloc)).low(allocs.idLow(alloc));
        useRow.volumeId().high(volumes.idHigh(volume)).low(volumes.idLow(volume));
        useRow.isWriter(Bools.of(uses.isWriter(row)));
        final DirectBuffer name = string(uses.name(row));
        useRow.putName(name, 0, name.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + useRow.encodedLength();
    }

    /** Writes a claim of a task group. */
    public int writeClaim(final int row, final MutableDirectBuffer target, final int offset) {
        final int volume = claims.volume(row);
        claimRow.wrapAndApplyHeader(target, offset, header).handle(claims.rows().handle(row));
        claimRow.claimId().high(claims.idHigh(row)).low(claims.idLow(row));
        claimRow.volumeId().high(volumes.idHigh(volume)).low(volumes.idLow(volume));
        claimRow.allocId().high(claims.allocIdHigh(row)).low(claims.allocIdLow(row));
        claimRow.createIndex(claims.createIndex(row)).modifyIndex(claims.modifyIndex(row));
        final DirectBuffer namespace = string(jobs.namespace(claims.job(row)));
        claimRow.putNamespace(namespace, 0, namespace.capacity());
        final DirectBuffer job = string(jobs.jobId(claims.job(row)));
        claimRow.putJobId(job, 0, job.capacity());
        final DirectBuffer group = string(claims.group(row));
        claimRow.putGroup(group, 0, group.capacity());
        final DirectBuffer name = string(claims.name(row));
        claimRow.putName(name, 0, name.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + claimRow.encodedLength();
    }

    private DirectBuffer string(final int id) {
        heap.strings().wrap(id, view);
        return view;
    }
}
