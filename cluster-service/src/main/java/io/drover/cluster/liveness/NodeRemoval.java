package io.drover.cluster.liveness;

import io.drover.cluster.lifecycle.AllocTransitions;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Slab;

/** Takes a node out of the state. Its allocations stay, on no node; their jobs have been given evaluations that declare them lost. */
public final class NodeRemoval {
    private final ClusterState state;
    private final Fleet fleet;
    private final Step step;
    private final AllocTransitions transitions;
    private final NodeVolumes volumes;
    private final NodePlugins plugins;

    public NodeRemoval(
            final ClusterState state,
            final Fleet fleet,
            final Step step,
            final AllocTransitions transitions,
            final NodeVolumes volumes,
            final NodePlugins plugins) {
        this.state = state;
        this.fleet = fleet;
        this.step = step;
        this.transitions = transitions;
        this.volumes = volumes;
        this.plugins = plugins;
    }

    public void remove(final int node) {
        final AllocTable allocs = state.allocs();
        int alloc = allocs.ofNode().first(node);
        while (Slab.NULL_ROW != alloc) {
            final int next = allocs.ofNode().next(alloc);
            transitions.detachFromNode(alloc);
            alloc = next;
        }
        state.deadlines().cancel(DeadlineKind.NODE_TTL, node);
        state.deadlines().cancel(DeadlineKind.NODE_DRAIN, node);
        state.pools().addMember(state.pools().find(state.nodes().pool(node)), -1);
        volumes.onRemoved(node);
        plugins.onRemoved(node);
        step.node(node);
        step.leaving(TableId.NODES, node);
        fleet.remove(node);
        state.nodes().remove(node);
    }
}
