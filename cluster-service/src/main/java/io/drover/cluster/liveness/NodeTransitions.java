package io.drover.cluster.liveness;

import io.drover.cluster.eval.BlockedEvals;
import io.drover.cluster.lifecycle.Registrations;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/**
 * The one place where the status of a node changes, with all that follows in the same step: its deadline, its event, the visibility of
 * its registrations, the state of its volumes and plugins, evaluations of its jobs, and room for those that wait.
 *
 * <pre>
 *  initializing ─► ready ─► down ─────────► ready
 *       ▲            │  silence with allocations that may be out of reach
 *       └─ disconnected ◄┘
 * </pre>
 */
public final class NodeTransitions {
    /** Subsystem of events about membership. */
    public static final DirectBuffer CLUSTER = Text.of("Cluster");

    private static final DirectBuffer NONE = Text.of("");
    private static final DirectBuffer HEARTBEAT_MISSED = Text.of("Node heartbeat missed");
    private static final DirectBuffer RETURNED = Text.of("Node reregistered by heartbeat");

    private final ClusterState state;
    private final NodeTable nodes;
    private final Fleet fleet;
    private final Step step;
    private final Registrations registrations;
    private final NodeEvaluations nodeEvaluations;
    private final NodeVolumes volumes;
    private final NodePlugins plugins;
    private final BlockedEvals blocked;
    private final SpecReader specs;

    public NodeTransitions(
            final ClusterState state,
            final Fleet fleet,
            final Step step,
            final Registrations registrations,
            final NodeEvaluations nodeEvaluations,
            final NodeVolumes volumes,
            final NodePlugins plugins,
            final BlockedEvals blocked,
            final SpecReader specs) {
        this.state = state;
        this.fleet = fleet;
        this.step = step;
        this.registrations = registrations;
        this.nodeEvaluations = nodeEvaluations;
        this.volumes = volumes;
        this.plugins = plugins;
        this.blocked = blocked;
        this.specs = specs;
        nodes = state.nodes();
    }

    /** How long a node may be silent: longer when there are so many that their heartbeats would flood the log. */
    public long ttlMs() {
        final long byRate = nodes.rows().count() * 3_000L / state.limits().get(Limits.Key.HEARTBEATS_PER_SECOND);
        return Math.max(state.limits().get(Limits.Key.HEARTBEAT_TTL_MS), byRate);
    }

    /** A node was heard from: its time to live begins again. */
    public void heard(final int node) {
        nodes.lastHeartbeatMs(node, step.nowMs());
        Invariant.check(
                state.deadlines().schedule(DeadlineKind.NODE_TTL, node, step.nowMs() + ttlMs()),
                "every node has a deadline");
    }

    /** What a sign of life makes of a node: the same status when nothing changes. */
    public NodeStatus onSign(final int node) {
        return switch (nodes.status(node)) {
            case DOWN -> NodeStatus.READY;
            case DISCONNECTED -> NodeStatus.INITIALIZING;
            // A node that never was ready says so itself.
            case INITIALIZING ->
                nodes.missedHeartbeatIndex(node) > 0 && mayBecomeReady(node)
                        ? NodeStatus.READY
                        : NodeStatus.INITIALIZING;
            default -> nodes.status(node);
        };
    }

    /** Whether what the node runs was reported since it was out of reach. */
    public boolean mayBecomeReady(final int node) {
        final AllocTable allocs = state.allocs();
        if (nodes.allocUpdateIndex(node) > nodes.missedHeartbeatIndex(node) || 0 == nodes.missedHeartbeatIndex(node)) {
            return true;
        }
        for (int alloc = allocs.liveOfNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.liveOfNode().next(alloc)) {
            if (!allocs.isTerminal(alloc)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a change of status has room for its evaluations and its event. */
    public boolean hasRoom(final int node) {
        return nodeEvaluations.hasRoomFor(node)
                && state.heap().hasRoomForUpkeep(4_096, 4)
                && state.deadlines().hasRoomFor(1);
    }

    /** Silence for too long: what the node becomes. */
    public NodeStatus onSilence(final int node) {
        final NodeStatus status = nodes.status(node);
        final boolean mayBeOutOfReach = status == NodeStatus.READY || status == NodeStatus.DISCONNECTED;
        return mayBeOutOfReach && hasPatientAllocs(node) ? NodeStatus.DISCONNECTED : NodeStatus.DOWN;
    }

    /** Changes the status within a step, and returns how many evaluations that created. */
    public int change(final int node, final NodeStatus to) {
        final NodeStatus from = nodes.status(node);
        noteMissedHeartbeat(node, from, to);
        if (to == NodeStatus.READY && from == NodeStatus.DOWN) {
            addEvent(node, CLUSTER, RETURNED);
        } else if (isUnresponsive(to) && !isUnresponsive(from)) {
            addEvent(node, CLUSTER, HEARTBEAT_MISSED);
        }
        nodes.status(node, to);
        nodes.statusUpdatedMs(node, step.nowMs());
        updateFleet(node);
        volumes.update(node);
        plugins.onStatus(node);
        if ((from == NodeStatus.DOWN) != (to == NodeStatus.DOWN)) {
            registrations.noteNode(node);
        }
        if (to == NodeStatus.DOWN) {
            state.deadlines().cancel(DeadlineKind.NODE_TTL, node);
        }
        touch(node);
        if (to == NodeStatus.READY) {
            freeCapacity(node);
        }
        final boolean evaluates = to == NodeStatus.DOWN
                || to == NodeStatus.DISCONNECTED
                || from == NodeStatus.DISCONNECTED
                || to == NodeStatus.READY;
        return evaluates ? nodeEvaluations.create(node, EvalTrigger.NODE_UPDATE) : 0;
    }

    /** The scheduler sees status, eligibility and drain of a node. */
    public void updateFleet(final int node) {
        fleet.status(node, nodes.status(node), !nodes.isIneligible(node), nodes.isDraining(node));
    }

    /** A node that can take allocations gives those that wait a chance. */
    public void freeCapacity(final int node) {
        if (nodes.isReady(node)) {
            blocked.free(node, fleet.nodeClass(node).digest(), nodes.pool(node));
        }
    }

    public void addEvent(final int node, final DirectBuffer subsystem, final DirectBuffer message) {
        nodes.eventLog().add(node, step.nowMs(), step.index(), subsystem, message, NONE);
    }

    public void touch(final int node) {
        nodes.modifyIndex(node, step.index());
        step.node(node);
    }

    private void noteMissedHeartbeat(final int node, final NodeStatus from, final NodeStatus to) {
        if (isUnresponsive(to) && !isUnresponsive(from)) {
            nodes.missedHeartbeatIndex(node, step.index());
        } else if (to == NodeStatus.READY) {
            nodes.missedHeartbeatIndex(node, 0);
        }
    }

    /** Whether an allocation is wanted that may be out of reach for a while, and the while is not over. */
    private boolean hasPatientAllocs(final int node) {
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.liveOfNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.liveOfNode().next(alloc)) {
            final long lostAfterMs =
                    specs.group(allocs.version(alloc), allocs.group(alloc)).lostAfterMs();
            if (lostAfterMs > 0 && allocs.desiredStatus(alloc) == DesiredStatus.RUN && isWithin(alloc, lostAfterMs)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWithin(final int alloc, final long lostAfterMs) {
        final AllocTable allocs = state.allocs();
        if (allocs.clientStatus(alloc) != ClientStatus.UNKNOWN) {
            return true;
        }
        final int last = allocs.histories().stateCount(alloc) - 1;
        return last < 0 || step.nowMs() < allocs.histories().statusMs(alloc, last) + lostAfterMs;
    }

    private static boolean isUnresponsive(final NodeStatus status) {
        return status == NodeStatus.DOWN || status == NodeStatus.DISCONNECTED;
    }
}
