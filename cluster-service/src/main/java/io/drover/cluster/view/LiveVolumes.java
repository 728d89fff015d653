package io.drover.cluster.view;

import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.HostVolumeClaimTable;
import io.drover.cluster.state.HostVolumeTable;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.VolumeUseTable;
import io.drover.sbe.common.HostVolumeState;
import io.drover.scheduler.VolumeView;
import io.drover.scheduler.offheap.Slab;

/** Dynamic host volumes, their uses and claims, by row. */
final class LiveVolumes implements VolumeView {
    private final JobTable jobs;
    private final AllocTable allocs;
    private final HostVolumeTable volumes;
    private final VolumeUseTable uses;
    private final HostVolumeClaimTable claims;

    LiveVolumes(final ClusterState state) {
        jobs = state.jobs();
        allocs = state.allocs();
        volumes = state.hostVolumes();
        uses = state.volumeUses();
        claims = state.hostVolumeClaims();
    }

    /** A job that is only on trial, and is not there yet, sees the volumes of all namespaces. */
    @Override
    public int find(final long idHigh, final long idLow, final int node, final int job) {
        final int volume = volumes.find(idHigh, idLow);
        if (Slab.NULL_ROW == volume || volumes.node(volume) != node) {
            return Slab.NULL_ROW;
        }
        return jobs.rows().isLive(job) && volumes.namespace(volume) != jobs.namespace(job) ? Slab.NULL_ROW : volume;
    }

    @Override
    public boolean isReady(final int volume) {
        return volumes.state(volume) == HostVolumeState.READY;
    }

    @Override
    public int capabilities(final int volume) {
        return volumes.capabilities(volume);
    }

    @Override
    public int firstUse(final int volume) {
        return uses.ofVolume().first(volume);
    }

    @Override
    public int nextUse(final int use) {
        return uses.ofVolume().next(use);
    }

    @Override
    public int user(final int use) {
        return uses.alloc(use);
    }

    @Override
    public boolean isWriter(final int use) {
        return uses.isWriter(use);
    }

    @Override
    public int firstClaim(final int job) {
        return claims.ofJob().first(job);
    }

    @Override
    public int nextClaim(final int claim) {
        return claims.ofJob().next(claim);
    }

    @Override
    public int claimGroup(final int claim) {
        return claims.group(claim);
    }

    @Override
    public int claimVolume(final int claim) {
        return claims.volume(claim);
    }

    @Override
    public int claimAlloc(final int claim) {
        return allocs.find(claims.allocIdHigh(claim), claims.allocIdLow(claim));
    }
}
