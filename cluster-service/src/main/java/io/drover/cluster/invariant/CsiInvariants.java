package io.drover.cluster.invariant;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiClaimTable;
import io.drover.cluster.state.CsiMemberTable;
import io.drover.cluster.state.CsiPluginTable;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.sbe.common.CsiClaimState;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.spec.VolumeModes;

/**
 * Claims to volumes of storage plugins ⊆ live allocations, and those whose volumes are not detached yet; what one may write, one job
 * writes; plugins count the nodes that run them.
 */
final class CsiInvariants {
    private final ClusterState state;
    private final CsiPluginTable plugins;
    private final CsiMemberTable members;
    private final CsiVolumeTable volumes;
    private final CsiClaimTable claims;

    CsiInvariants(final Engine engine) {
        state = engine.state();
        plugins = state.csiPlugins();
        members = state.csiMembers();
        volumes = state.csiVolumes();
        claims = state.csiClaims();
    }

    void check(final Violations violations) {
        for (int row = plugins.rows().first();
                Slab.NULL_ROW != row;
                row = plugins.rows().next(row)) {
            checkPlugin(row, violations);
        }
        for (int row = members.rows().first();
                Slab.NULL_ROW != row;
                row = members.rows().next(row)) {
            checkMember(row, violations);
        }
        for (int row = volumes.rows().first();
                Slab.NULL_ROW != row;
                row = volumes.rows().next(row)) {
            checkVolume(row, violations);
        }
        for (int row = claims.rows().first();
                Slab.NULL_ROW != row;
                row = claims.rows().next(row)) {
            checkClaim(row, violations);
        }
    }

    /** Throws where lists and orders do not hold. */
    void verify() {
        plugins.byId().index().verify();
        volumes.byId().index().verify();
        for (int row = volumes.rows().first();
                Slab.NULL_ROW != row;
                row = volumes.rows().next(row)) {
            claims.ofVolume().verify(row);
        }
        for (int row = claims.rows().first();
                Slab.NULL_ROW != row;
                row = claims.rows().next(row)) {
            if (Slab.NULL_ROW != claims.alloc(row)) {
                claims.ofAlloc().verify(claims.alloc(row));
            }
        }
        for (int row = members.rows().first();
                Slab.NULL_ROW != row;
                row = members.rows().next(row)) {
            members.ofPlugin().verify(members.plugin(row));
            members.ofNode().verify(members.node(row));
        }
    }

    private void checkPlugin(final int row, final Violations violations) {
        int controllers = 0;
        int controllersHealthy = 0;
        int nodes = 0;
        int nodesHealthy = 0;
        for (int member = members.ofPlugin().first(row);
                Slab.NULL_ROW != member;
                member = members.ofPlugin().next(member)) {
            final int healthy = members.isHealthy(member) ? 1 : 0;
            if (members.isController(member)) {
                controllers++;
                controllersHealthy += healthy;
            } else {
                nodes++;
                nodesHealthy += healthy;
            }
        }
        violations.equal(controllers, plugins.controllers(row), "a plugin counts its controllers", row);
        violations.equal(
                controllersHealthy, plugins.controllersHealthy(row), "a plugin counts its healthy controllers", row);
        violations.equal(nodes, plugins.nodes(row), "a plugin counts its nodes", row);
        violations.equal(nodesHealthy, plugins.nodesHealthy(row), "a plugin counts its healthy nodes", row);
        violations.check(plugins.createIndex(row) <= plugins.modifyIndex(row), "indexes rise", row);
    }

    private void checkMember(final int row, final Violations violations) {
        final int node = members.node(row);
        final boolean isThere =
                state.nodes().rows().isLive(node) && plugins.rows().isLive(members.plugin(row));
        violations.check(isThere, "the node and the plugin of a member are there", row);
        if (isThere) {
            violations.check(
                    !members.isHealthy(row) || state.nodes().status(node) != NodeStatus.DOWN,
                    "no plugin is healthy on a node that is down",
                    row);
            violations.equal(
                    members.find(members.plugin(row), node, members.isController(row)),
                    row,
                    "a node runs a plugin once",
                    row);
            violations.check(members.place(row) >= 0, "a member is in the registration of its node", row);
        }
    }

    private void checkVolume(final int row, final Violations violations) {
        int readers = 0;
        int writers = 0;
        int writer = Slab.NULL_ROW;
        boolean isShared = false;
        for (int claim = claims.ofVolume().first(row);
                Slab.NULL_ROW != claim;
                claim = claims.ofVolume().next(claim)) {
            if (!claims.isWriter(claim)) {
                readers++;
                continue;
            }
            writers++;
            if (claims.state(claim) == CsiClaimState.TAKEN) {
                final int job = state.allocs().job(claims.alloc(claim));
                isShared |= Slab.NULL_ROW != writer && writer != job;
                writer = job;
            }
        }
        violations.equal(readers, volumes.readers(row), "a volume counts its readers", row);
        violations.equal(writers, volumes.writers(row), "a volume counts its writers", row);
        violations.check(
                (CsiVolumeTable.NO_MODE == volumes.accessMode(row)) == (0 == readers + writers),
                "a volume has a mode while it is claimed",
                row);
        violations.check(
                !isShared || volumes.accessMode(row) == VolumeModes.MULTI_NODE_MULTI_WRITER,
                "one job writes what only one may write",
                row);
        violations.check(volumes.createIndex(row) <= volumes.modifyIndex(row), "indexes rise", row);
        violations.check(
                0 == (volumes.keyHigh(row) | volumes.keyLow(row))
                        || Slab.NULL_ROW != state.rootKeys().find(volumes.keyHigh(row), volumes.keyLow(row)),
                "the key of a volume's secrets is there",
                row);
    }

    private void checkClaim(final int row, final Violations violations) {
        final AllocTable allocs = state.allocs();
        final int alloc = claims.alloc(row);
        final boolean isTaken = claims.state(row) == CsiClaimState.TAKEN;
        violations.check(volumes.rows().isLive(claims.volume(row)), "the volume of a claim is there", row);
        violations.check(
                isTaken == (Slab.NULL_ROW != alloc), "a claim is taken as long as its allocation has not ended", row);
        if (isTaken && Slab.NULL_ROW != alloc) {
            violations.check(
                    allocs.rows().isLive(alloc) && !AllocTable.isClientTerminal(allocs.clientStatus(alloc)),
                    "what claims a volume has not ended",
                    row);
            violations.equal(
                    allocs.find(claims.allocIdHigh(row), claims.allocIdLow(row)),
                    alloc,
                    "a claim knows its allocation",
                    row);
        } else {
            violations.check(claims.isAttached(row), "a claim of the past waits for a volume to be detached", row);
        }
    }
}
