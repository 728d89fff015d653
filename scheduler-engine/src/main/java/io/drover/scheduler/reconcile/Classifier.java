package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.Transitions;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.spec.SpecGroup;

/**
 * Sorts allocations by what became of them and their nodes. The first matching rule of a table with nineteen rows decides; a
 * draining node alone moves nothing, only the wish to migrate does.
 */
final class Classifier {
    /** What an allocation is taken for. */
    enum Kind {
        /** It is as it should be. */
        UNTAINTED,
        /** It is to move to another node. */
        MIGRATE,
        /** Its node is gone. */
        LOST,
        /** Its node just disconnected. */
        DISCONNECTING,
        /** Its node is back. */
        RECONNECTING,
        /** Its node is away for too long. */
        EXPIRING,
        /** It does not matter. */
        IGNORE
    }

    private final Fleet fleet;

    Classifier(final Fleet fleet) {
        this.fleet = fleet;
    }

    Kind classify(final StateView view, final int alloc, final SpecGroup group) {
        final AllocView allocs = view.allocs();
        final ClientStatus client = allocs.clientStatus(alloc);
        final boolean isServerTerminal = isServerTerminal(allocs, alloc);
        final boolean isTerminal = isServerTerminal || Trial.isClientTerminal(client);
        final boolean reconnects = needsReconnect(allocs, alloc);
        if (reconnects && DesiredStatus.RUN == allocs.desiredStatus(alloc) && ClientStatus.FAILED == client) {
            return Kind.RECONNECTING;
        }
        if (isTerminal && !reconnects) {
            return terminal(allocs, alloc, isServerTerminal);
        }
        if (ClientStatus.UNKNOWN == client && isExpired(view, alloc, group)) {
            return Kind.EXPIRING;
        }
        if (reconnects && ClientStatus.FAILED == client && DesiredStatus.STOP == allocs.desiredStatus(alloc)) {
            return Kind.IGNORE;
        }
        return byNode(allocs, alloc, group, reconnects);
    }

    /** Whether an allocation is or should be stopped. */
    static boolean isServerTerminal(final AllocView allocs, final int alloc) {
        return DesiredStatus.RUN != allocs.desiredStatus(alloc);
    }

    /** Whether an allocation neither runs nor is to run. */
    static boolean isTerminal(final AllocView allocs, final int alloc) {
        return isServerTerminal(allocs, alloc) || Trial.isClientTerminal(allocs.clientStatus(alloc));
    }

    /** Whether the last thing recorded of it is that its node was away. */
    static boolean needsReconnect(final AllocView allocs, final int alloc) {
        final ClientStatus client = allocs.clientStatus(alloc);
        return ClientStatus.UNKNOWN == allocs.lastRecordedStatus(alloc)
                && (ClientStatus.UNKNOWN == client || ClientStatus.RUNNING == client || ClientStatus.FAILED == client);
    }

    /** Whether the node cannot run what it should: it is gone or down. */
    boolean isNodeLost(final AllocView allocs, final int alloc) {
        final int node = allocs.node(alloc);
        return node < 0 || !fleet.isPresent(node) || NodeStatus.DOWN == fleet.nodeStatus(node);
    }

    private static Kind terminal(final AllocView allocs, final int alloc, final boolean isServerTerminal) {
        final int transition = allocs.transition(alloc);
        if (isServerTerminal) {
            return Transitions.disablesPlacement(transition) ? Kind.UNTAINTED : Kind.IGNORE;
        }
        return allocs.isCanary(alloc) && Transitions.migrates(transition) ? Kind.MIGRATE : Kind.UNTAINTED;
    }

    private static boolean isExpired(final StateView view, final int alloc, final SpecGroup group) {
        final long since = view.allocs().lastRecordedMs(alloc, ClientStatus.UNKNOWN);
        return group.lostAfterMs() > 0 && since > 0 && view.nowMs() >= since + group.lostAfterMs();
    }

    private Kind byNode(final AllocView allocs, final int alloc, final SpecGroup group, final boolean reconnects) {
        final int node = allocs.node(alloc);
        final boolean isKnown = node >= 0 && fleet.isPresent(node);
        final ClientStatus client = allocs.clientStatus(alloc);
        if (isKnown && NodeStatus.DISCONNECTED == fleet.nodeStatus(node)) {
            if (ClientStatus.UNKNOWN == client) {
                return Kind.UNTAINTED;
            }
            return ClientStatus.PENDING == client || group.lostAfterMs() <= 0 ? Kind.LOST : Kind.DISCONNECTING;
        }
        if (Transitions.migrates(allocs.transition(alloc))) {
            return Kind.MIGRATE;
        }
        if (!isKnown) {
            return Kind.LOST;
        }
        if (NodeStatus.DOWN == fleet.nodeStatus(node)) {
            if (group.isReplacedWhenLost()) {
                return Kind.LOST;
            }
            if (ClientStatus.UNKNOWN == client) {
                return Kind.UNTAINTED;
            }
            return ClientStatus.RUNNING == client ? Kind.DISCONNECTING : Kind.LOST;
        }
        final boolean isFine = NodeStatus.READY == fleet.nodeStatus(node) || !fleet.isDraining(node);
        return isFine && reconnects ? Kind.RECONNECTING : Kind.UNTAINTED;
    }
}
