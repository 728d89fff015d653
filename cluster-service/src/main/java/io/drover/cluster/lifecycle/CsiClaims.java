package io.drover.cluster.lifecycle;

import io.drover.cluster.eval.BlockedEvals;
import io.drover.cluster.spec.SpecLayout;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiClaimTable;
import io.drover.cluster.state.CsiPluginTable;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.CsiClaimState;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Claims to volumes of storage plugins follow their allocation: taken with its placement, let go when it ends or goes, in the same
 * step. A volume that was attached for it is detached first, step by step, and counts as claimed until then. Whoever waits for a volume
 * gets another chance with every claim that is let go.
 */
public final class CsiClaims {
    private final ClusterState state;
    private final AllocTable allocs;
    private final CsiPluginTable plugins;
    private final CsiVolumeTable volumes;
    private final CsiClaimTable claims;
    private final Step step;
    private final BlockedEvals blocked;
    private final SpecLayout specs;
    private final UnsafeBuffer source = new UnsafeBuffer(0, 0);
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(128);

    public CsiClaims(final ClusterState state, final Step step, final BlockedEvals blocked) {
        this.state = state;
        this.step = step;
        this.blocked = blocked;
        allocs = state.allocs();
        plugins = state.csiPlugins();
        volumes = state.csiVolumes();
        claims = state.csiClaims();
        specs = new SpecLayout(state.versions());
    }

    /** An allocation was placed: it claims what its group asks for. */
    public void take(final int alloc) {
        if (0 == volumes.rows().count()) {
            return;
        }
        final SpecLayout spec = specs.of(allocs.version(alloc));
        for (int request = 0; request < spec.volumeCount(); request++) {
            if (!spec.isHostVolume(request) && spec.volumeGroup(request) == allocs.group(alloc)) {
                take(alloc, spec, request);
            }
        }
    }

    /** The allocation has ended, or goes. */
    public void release(final int alloc) {
        int claim = claims.ofAlloc().first(alloc);
        while (Slab.NULL_ROW != claim) {
            final int next = claims.ofAlloc().next(claim);
            if (claims.isAttached(claim)) {
                claims.unlinkAlloc(claim);
                claims.state(claim, CsiClaimState.UNPUBLISHING);
                if (isNodeOutOfReach(claim)) {
                    advance(claim, CsiClaimState.NODE_DETACHED);
                } else {
                    touch(claims.volume(claim));
                }
            } else {
                free(claim);
            }
            claim = next;
        }
    }

    /** The volume was attached for a claim. Takes over the reference to the string. */
    public void attach(final int claim, final int externalNodeId) {
        claims.attach(claim, externalNodeId);
        touch(claims.volume(claim));
    }

    /** Whether a claim of the past can go on to a state. */
    public boolean isAhead(final int claim, final CsiClaimState to) {
        final CsiClaimState from = claims.state(claim);
        return from != CsiClaimState.TAKEN && to != CsiClaimState.TAKEN && order(to) > order(from);
    }

    /** A step of detaching is done. The controller is passed over where none is needed, or where others still need the attachment. */
    public void advance(final int claim, final CsiClaimState to) {
        final int volume = claims.volume(claim);
        if (to == CsiClaimState.NODE_DETACHED && needsController(volume) && !isSharedOnNode(claim)) {
            claims.state(claim, to);
            touch(volume);
        } else {
            free(claim);
        }
    }

    /** Lets go the claims of a volume whose allocations ended on a node, or on any that is out of reach; answers how many. */
    public int freePast(final int volume, final long nodeHigh, final long nodeLow) {
        int count = 0;
        int claim = claims.ofVolume().first(volume);
        while (Slab.NULL_ROW != claim) {
            final int next = claims.ofVolume().next(claim);
            if (isPast(claim, nodeHigh, nodeLow)) {
                free(claim);
                count++;
            }
            claim = next;
        }
        return count;
    }

    /** Whether {@link #freePast} would let go a claim. */
    public boolean hasPast(final int volume, final long nodeHigh, final long nodeLow) {
        for (int claim = claims.ofVolume().first(volume);
                Slab.NULL_ROW != claim;
                claim = claims.ofVolume().next(claim)) {
            if (isPast(claim, nodeHigh, nodeLow)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an allocation that has not ended claims the volume. */
    public boolean isTaken(final int volume) {
        for (int claim = claims.ofVolume().first(volume);
                Slab.NULL_ROW != claim;
                claim = claims.ofVolume().next(claim)) {
            if (claims.state(claim) == CsiClaimState.TAKEN) {
                return true;
            }
        }
        return false;
    }

    /** Notes any change of a volume. */
    public void touch(final int volume) {
        volumes.modifyIndex(volume, step.index());
        volumes.modifyTimeMs(volume, step.nowMs());
        step.csiVolume(volume);
    }

    private boolean isPast(final int claim, final long nodeHigh, final long nodeLow) {
        final boolean isMeant = 0 == (nodeHigh | nodeLow)
                ? isNodeOutOfReach(claim)
                : claims.nodeIdHigh(claim) == nodeHigh && claims.nodeIdLow(claim) == nodeLow;
        return isMeant && claims.state(claim) != CsiClaimState.TAKEN;
    }

    private void take(final int alloc, final SpecLayout spec, final int request) {
        final int id = volumeId(spec, request, allocs.nameIndex(alloc));
        final int volume = StringTable.NULL_STRING == id
                ? Slab.NULL_ROW
                : volumes.find(state.jobs().namespace(allocs.job(alloc)), id);
        if (Slab.NULL_ROW == volume) {
            return;
        }
        final boolean isWriter = !spec.isReadOnlyVolume(request);
        final long high = allocs.idHigh(alloc);
        final long low = allocs.idLow(alloc);
        final int former = claims.find(volume, high, low);
        if (Slab.NULL_ROW != former) {
            if (claims.isWriter(former) || !isWriter) {
                return;
            }
            claims.remove(former);
        }
        final int claim = claims.insert(volume, alloc, high, low, isWriter);
        final int node = allocs.node(alloc);
        claims.nodeId(claim, state.nodes().idHigh(node), state.nodes().idLow(node));
        if (CsiVolumeTable.NO_MODE == volumes.accessMode(volume)) {
            volumes.accessMode(volume, spec.volumeAccess(request));
            volumes.attachmentMode(volume, spec.volumeAttachment(request));
        }
        touch(volume);
    }

    private int volumeId(final SpecLayout spec, final int request, final int nameIndex) {
        spec.wrapVolumeSource(request, source);
        final StringTable strings = state.heap().strings();
        if (!spec.isVolumePerAlloc(request)) {
            return strings.find(source, 0, source.capacity());
        }
        return strings.find(scratch, 0, Text.putIndexed(scratch, source, nameIndex));
    }

    private void free(final int claim) {
        final int volume = claims.volume(claim);
        claims.remove(claim);
        touch(volume);
        blocked.freeVolumes();
    }

    private boolean isNodeOutOfReach(final int claim) {
        final int node = state.nodes().find(claims.nodeIdHigh(claim), claims.nodeIdLow(claim));
        return Slab.NULL_ROW == node || state.nodes().status(node) == NodeStatus.DOWN;
    }

    private boolean needsController(final int volume) {
        final int plugin = plugins.find(volumes.plugin(volume));
        return Slab.NULL_ROW != plugin && plugins.isControllerRequired(plugin);
    }

    private boolean isSharedOnNode(final int claim) {
        for (int other = claims.ofVolume().first(claims.volume(claim));
                Slab.NULL_ROW != other;
                other = claims.ofVolume().next(other)) {
            if (claims.state(other) == CsiClaimState.TAKEN
                    && claims.nodeIdHigh(other) == claims.nodeIdHigh(claim)
                    && claims.nodeIdLow(other) == claims.nodeIdLow(claim)) {
                return true;
            }
        }
        return false;
    }

    private static int order(final CsiClaimState claimState) {
        return switch (claimState) {
            case NODE_DETACHED -> 2;
            case CONTROLLER_DETACHED -> 3;
            case READY_TO_FREE -> 4;
            default -> 1;
        };
    }
}
