package io.drover.cluster.invariant;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.HostVolumeClaimTable;
import io.drover.cluster.state.HostVolumeTable;
import io.drover.cluster.state.VolumeUseTable;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.HostVolumeState;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.spec.VolumeModes;

/** Uses of volumes ⊆ live allocations on the volume's node; what only one may write, one writes; states follow the node. */
final class VolumeInvariants {
    private static final int SINGLE_WRITER =
            VolumeModes.capability(VolumeModes.SINGLE_NODE_SINGLE_WRITER, VolumeModes.FILE_SYSTEM);

    private final ClusterState state;
    private final HostVolumeTable volumes;
    private final VolumeUseTable uses;
    private final HostVolumeClaimTable claims;
    private final Engine engine;

    VolumeInvariants(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        volumes = state.hostVolumes();
        uses = state.volumeUses();
        claims = state.hostVolumeClaims();
    }

    void check(final Violations violations) {
        for (int row = volumes.rows().first();
                Slab.NULL_ROW != row;
                row = volumes.rows().next(row)) {
            checkVolume(row, violations);
        }
        for (int row = uses.rows().first();
                Slab.NULL_ROW != row;
                row = uses.rows().next(row)) {
            checkUse(row, violations);
        }
        for (int row = claims.rows().first();
                Slab.NULL_ROW != row;
                row = claims.rows().next(row)) {
            checkClaim(row, violations);
        }
    }

    /** Throws where lists and orders do not hold. */
    void verify() {
        volumes.byId().verify();
        claims.byId().verify();
        for (int row = volumes.rows().first();
                Slab.NULL_ROW != row;
                row = volumes.rows().next(row)) {
            uses.ofVolume().verify(row);
            claims.ofVolume().verify(row);
            if (Slab.NULL_ROW != volumes.node(row)) {
                volumes.ofNode().verify(volumes.node(row));
            }
        }
        for (int row = uses.rows().first();
                Slab.NULL_ROW != row;
                row = uses.rows().next(row)) {
            uses.ofAlloc().verify(uses.alloc(row));
        }
        for (int row = claims.rows().first();
                Slab.NULL_ROW != row;
                row = claims.rows().next(row)) {
            claims.ofJob().verify(claims.job(row));
        }
    }

    private void checkVolume(final int row, final Violations violations) {
        final int node = volumes.node(row);
        violations.equal(
                state.nodes().find(volumes.nodeIdHigh(row), volumes.nodeIdLow(row)),
                node,
                "a volume is on its node while that is known",
                row);
        violations.check(volumes.createIndex(row) <= volumes.modifyIndex(row), "indexes rise", row);
        if (Slab.NULL_ROW == node) {
            violations.check(
                    volumes.state(row) != HostVolumeState.READY, "a volume without its node is not ready", row);
            return;
        }
        violations.check(
                volumes.state(row) == engine.nodeVolumes().stateOn(node, row),
                "the state of a volume is that of its node",
                row);
        violations.check(
                volumes.state(row) != HostVolumeState.READY || state.nodes().status(node) != NodeStatus.DOWN,
                "no volume is ready on a node that is down",
                row);
        violations.equal(state.nodes().pool(node), volumes.pool(row), "a volume is in the pool of its node", row);
        if (SINGLE_WRITER == volumes.capabilities(row)) {
            violations.check(writers(row) <= 1, "one allocation writes what only one may write", row);
        }
    }

    /** Allocations that are wanted and write; one that is being replaced may still write for a moment. */
    private int writers(final int volume) {
        int count = 0;
        for (int use = uses.ofVolume().first(volume);
                Slab.NULL_ROW != use;
                use = uses.ofVolume().next(use)) {
            if (uses.isWriter(use) && state.allocs().desiredStatus(uses.alloc(use)) == DesiredStatus.RUN) {
                count++;
            }
        }
        return count;
    }

    private void checkUse(final int row, final Violations violations) {
        final AllocTable allocs = state.allocs();
        final int alloc = uses.alloc(row);
        final int volume = uses.volume(row);
        final boolean isThere = allocs.rows().isLive(alloc) && volumes.rows().isLive(volume);
        violations.check(isThere, "the allocation and the volume of a use are there", row);
        if (isThere) {
            violations.check(
                    !AllocTable.isClientTerminal(allocs.clientStatus(alloc)), "what uses a volume has not ended", row);
            violations.equal(volumes.node(volume), allocs.node(alloc), "a volume is used on its node", row);
        }
    }

    private void checkClaim(final int row, final Violations violations) {
        final boolean isThere =
                state.jobs().rows().isLive(claims.job(row)) && volumes.rows().isLive(claims.volume(row));
        violations.check(isThere, "the job and the volume of a claim are there", row);
        if (isThere) {
            violations.equal(
                    claims.find(claims.job(row), claims.group(row), claims.volume(row)),
                    row,
                    "a group claims a volume once",
                    row);
        }
        violations.check(claims.createIndex(row) <= claims.modifyIndex(row), "indexes rise", row);
    }
}
