package io.drover.cluster.liveness;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.HostVolumeTable;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.HostVolumeState;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeDetail;
import io.drover.scheduler.offheap.Slab;

/**
 * The state of dynamic host volumes follows their node, in the step that changes the node:
 *
 * <pre>
 *  pending ─► ready          the node lists the volume and is ready
 *  ready   ─► unavailable    the node lists it no more, is down, or is forgotten
 * </pre>
 */
public final class NodeVolumes {
    private final NodeTable nodes;
    private final HostVolumeTable volumes;
    private final ClusterState state;
    private final Fleet fleet;
    private final Step step;

    public NodeVolumes(final ClusterState state, final Fleet fleet, final Step step) {
        this.state = state;
        this.fleet = fleet;
        this.step = step;
        nodes = state.nodes();
        volumes = state.hostVolumes();
    }

    /** A node is there that was not: volumes that have waited for it are on it. */
    public void onAdded(final int node) {
        volumes.findNode(node, nodes.idHigh(node), nodes.idLow(node));
    }

    /** The node registered or changed its status. */
    public void update(final int node) {
        for (int volume = volumes.ofNode().first(node);
                Slab.NULL_ROW != volume;
                volume = volumes.ofNode().next(volume)) {
            final boolean isOfPool = volumes.pool(volume) == nodes.pool(node);
            if (!isOfPool) {
                volumes.pool(volume, state.heap().share(nodes.pool(node)));
            }
            change(volume, stateOn(node, volume), !isOfPool);
        }
    }

    /** The node is forgotten; its volumes wait for it. */
    public void onRemoved(final int node) {
        for (int volume = volumes.ofNode().first(node);
                Slab.NULL_ROW != volume;
                volume = volumes.ofNode().next(volume)) {
            change(volume, HostVolumeState.UNAVAILABLE, true);
        }
        volumes.loseNode(node);
    }

    /** What the state of a volume is, as its node is. */
    public HostVolumeState stateOn(final int node, final int volume) {
        final HostVolumeState former = volumes.state(volume);
        final NodeStatus status = nodes.status(node);
        if (isListed(node, volume)) {
            if (status == NodeStatus.READY) {
                return HostVolumeState.READY;
            }
            final boolean isLost = status == NodeStatus.DOWN || former == HostVolumeState.READY;
            return isLost ? HostVolumeState.UNAVAILABLE : former;
        }
        return former == HostVolumeState.READY ? HostVolumeState.UNAVAILABLE : former;
    }

    private void change(final int volume, final HostVolumeState to, final boolean isTouched) {
        if (isTouched || volumes.state(volume) != to) {
            volumes.state(volume, to);
            volumes.modifyIndex(volume, step.index());
            step.hostVolume(volume);
        }
    }

    private boolean isListed(final int node, final int volume) {
        final NodeDetail detail = fleet.detail(node);
        final int at = detail.findVolume(volumes.name(volume));
        return at >= 0
                && detail.volumeIdHigh(at) == volumes.idHigh(volume)
                && detail.volumeIdLow(at) == volumes.idLow(volume);
    }
}
