package io.drover.cluster.view;

import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiClaimTable;
import io.drover.cluster.state.CsiPluginTable;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.cluster.state.Heap;
import io.drover.scheduler.CsiView;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/** Volumes of storage plugins and their claims, by row. */
public final class LiveCsiVolumes implements CsiView {
    private final AllocTable allocs;
    private final CsiPluginTable plugins;
    private final CsiVolumeTable volumes;
    private final CsiClaimTable claims;
    private final Heap heap;

    public LiveCsiVolumes(final ClusterState state) {
        allocs = state.allocs();
        plugins = state.csiPlugins();
        volumes = state.csiVolumes();
        claims = state.csiClaims();
        heap = state.heap();
    }

    @Override
    public int find(final int namespace, final int id) {
        return volumes.find(namespace, id);
    }

    @Override
    public int volumeId(final int volume) {
        return volumes.volumeId(volume);
    }

    @Override
    public int plugin(final int volume) {
        return volumes.plugin(volume);
    }

    @Override
    public boolean isSchedulable(final int volume) {
        final int plugin = plugins.find(volumes.plugin(volume));
        return Slab.NULL_ROW != plugin
                && plugins.nodesHealthy(plugin) > 0
                && (!plugins.isControllerRequired(plugin) || plugins.controllersHealthy(plugin) > 0);
    }

    @Override
    public int capabilities(final int volume) {
        return volumes.capabilities(volume);
    }

    @Override
    public int accessMode(final int volume) {
        return volumes.accessMode(volume);
    }

    @Override
    public int attachmentMode(final int volume) {
        return volumes.attachmentMode(volume);
    }

    @Override
    public void wrapTopologies(final int volume, final DirectBuffer view) {
        heap.wrap(volumes.topologies(volume), view);
    }

    @Override
    public int firstClaim(final int volume) {
        return claims.ofVolume().first(volume);
    }

    @Override
    public int nextClaim(final int claim) {
        return claims.ofVolume().next(claim);
    }

    @Override
    public boolean isWriter(final int claim) {
        return claims.isWriter(claim);
    }

    @Override
    public int claimant(final int claim) {
        return allocs.find(claims.allocIdHigh(claim), claims.allocIdLow(claim));
    }

    @Override
    public long claimantIdHigh(final int claim) {
        return claims.allocIdHigh(claim);
    }

    @Override
    public long claimantIdLow(final int claim) {
        return claims.allocIdLow(claim);
    }

    @Override
    public int firstClaimOf(final int alloc) {
        return claims.ofAlloc().first(alloc);
    }

    @Override
    public int nextClaimOf(final int claim) {
        return claims.ofAlloc().next(claim);
    }

    @Override
    public int claimed(final int claim) {
        return claims.volume(claim);
    }
}
