package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiClaimTable;
import io.drover.cluster.state.CsiMemberTable;
import io.drover.cluster.state.CsiPluginTable;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.cluster.state.Heap;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.CsiClaimState;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.CsiClaimRowDecoder;
import io.drover.sbe.snapshot.CsiMemberRowDecoder;
import io.drover.sbe.snapshot.CsiPluginRowDecoder;
import io.drover.sbe.snapshot.CsiVolumeRowDecoder;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.spec.Topologies;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads storage plugins, the nodes that run them, their volumes, and claims after allocations. What follows from claims is counted anew. */
final class CsiRowLoader {
    private final ClusterState state;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Topologies topologies = new Topologies();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer other = new UnsafeBuffer(0, 0);

    CsiRowLoader(final Engine engine) {
        state = engine.state();
        heap = state.heap();
    }

    void plugin(final DirectBuffer record) {
        final CsiPluginRowDecoder row = new CsiPluginRowDecoder().wrapAndApplyHeader(record, 0, header);
        final CsiPluginTable plugins = state.csiPlugins();
        row.wrapPluginId(view);
        final int plugin = plugins.restore(row.row(), heap.intern(view));
        plugins.createIndex(plugin, row.createIndex());
        plugins.modifyIndex(plugin, row.modifyIndex());
        plugins.createTimeMs(plugin, row.createTimeMs());
        plugins.modifyTimeMs(plugin, row.modifyTimeMs());
        plugins.isControllerRequired(plugin, row.isControllerRequired() == Bool.YES);
        row.wrapProvider(view);
        plugins.provider(plugin, heap.intern(view));
        row.wrapVersion(view);
        plugins.version(plugin, heap.intern(view));
    }

    void member(final DirectBuffer record) {
        final CsiMemberRowDecoder row = new CsiMemberRowDecoder().wrapAndApplyHeader(record, 0, header);
        final int node = state.nodes().find(row.nodeId().high(), row.nodeId().low());
        row.wrapPluginId(view);
        final int plugin = state.csiPlugins().find(view);
        if (Slab.NULL_ROW == node || Slab.NULL_ROW == plugin) {
            throw new SnapshotRefused("the snapshot has a storage plugin on a node, and one of them it has not");
        }
        final CsiMemberTable members = state.csiMembers();
        final int member = members.restore(row.handle(), plugin, node, row.isController() == Bool.YES);
        members.place(member, row.place());
        members.isHealthy(member, row.isHealthy() == Bool.YES);
    }

    void volume(final DirectBuffer record) {
        final CsiVolumeRowDecoder row = new CsiVolumeRowDecoder().wrapAndApplyHeader(record, 0, header);
        final CsiVolumeTable volumes = state.csiVolumes();
        final int number = row.row();
        final long createIndex = row.createIndex();
        final long modifyIndex = row.modifyIndex();
        final int access = row.accessMode();
        final int attachment = row.attachmentMode();
        readTopologies(row);
        row.wrapNamespace(view);
        row.wrapVolumeId(other);
        final int volume = volumes.restore(number, heap.intern(view), heap.intern(other));
        volumes.createIndex(volume, createIndex);
        volumes.modifyIndex(volume, modifyIndex);
        volumes.createTimeMs(volume, row.createTimeMs());
        volumes.modifyTimeMs(volume, row.modifyTimeMs());
        volumes.capabilities(volume, row.capabilities());
        volumes.accessMode(volume, access);
        volumes.attachmentMode(volume, attachment);
        volumes.topologies(volume, heap.put(topologies.buffer(), 0, topologies.length()));
        row.wrapPlugin(view);
        volumes.plugin(volume, heap.intern(view));
        row.wrapName(view);
        volumes.name(volume, heap.intern(view));
        row.skipProvider();
        row.skipVersion();
        row.wrapDocument(view);
        volumes.document(volume, heap.put(view, 0, view.capacity()));
        final long keyHigh = row.keyId().high();
        final long keyLow = row.keyId().low();
        if (0 != (keyHigh | keyLow) && Slab.NULL_ROW == state.rootKeys().find(keyHigh, keyLow)) {
            throw new SnapshotRefused("the snapshot has a volume whose secrets are sealed with a key that it has not");
        }
        row.wrapSecrets(view);
        volumes.seal(volume, keyHigh, keyLow, heap.put(view, 0, view.capacity()));
    }

    void claim(final DirectBuffer record) {
        final CsiClaimRowDecoder row = new CsiClaimRowDecoder().wrapAndApplyHeader(record, 0, header);
        final CsiClaimState claimState = row.state();
        if (claimState == CsiClaimState.NULL_VAL || claimState == CsiClaimState.SBE_UNKNOWN) {
            throw new SnapshotRefused("the snapshot has a claim of an unknown state");
        }
        row.wrapNamespace(view);
        row.wrapVolumeId(other);
        final int volume = state.csiVolumes().find(view, other);
        final long allocHigh = row.allocId().high();
        final long allocLow = row.allocId().low();
        final int alloc = state.allocs().find(allocHigh, allocLow);
        if (Slab.NULL_ROW == volume || claimState == CsiClaimState.TAKEN && Slab.NULL_ROW == alloc) {
            throw new SnapshotRefused("the snapshot has a claim, and its volume or its allocation it has not");
        }
        final CsiClaimTable claims = state.csiClaims();
        final int claim = claims.restore(row.handle(), volume, allocHigh, allocLow, row.isWriter() == Bool.YES);
        claims.nodeId(claim, row.nodeId().high(), row.nodeId().low());
        claims.state(claim, claimState);
        if (claimState == CsiClaimState.TAKEN) {
            claims.linkAlloc(claim, alloc);
        }
        if (row.isAttached() == Bool.YES) {
            row.wrapExternalNodeId(view);
            claims.attach(claim, heap.intern(view));
        }
    }

    private void readTopologies(final CsiVolumeRowDecoder row) {
        final CsiVolumeRowDecoder.TopologiesDecoder places = row.topologies();
        if (0 == places.count()) {
            topologies.clear();
            return;
        }
        topologies.begin(places.count());
        for (final CsiVolumeRowDecoder.TopologiesDecoder place : places) {
            final CsiVolumeRowDecoder.TopologiesDecoder.SegmentsDecoder segments = place.segments();
            topologies.topology(segments.count());
            for (final CsiVolumeRowDecoder.TopologiesDecoder.SegmentsDecoder segment : segments) {
                segment.wrapKey(view);
                segment.wrapValue(other);
                topologies.segment(view, other);
            }
        }
    }
}
