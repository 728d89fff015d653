package io.drover.cluster.liveness;

import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.feed.ChangeSink;
import io.drover.cluster.lifecycle.DeploymentWatch;
import io.drover.cluster.lifecycle.Garbage;
import io.drover.cluster.lifecycle.PeriodicLaunches;
import io.drover.cluster.lifecycle.VariableLocks;
import io.drover.cluster.state.AclTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.DeadlineQueue;

/**
 * What happens when time passes: nodes that were silent too long, evaluations whose time has come, deployments without progress,
 * edges that are gone. Each expiry is a step of its own; one log entry handles a bounded number, and no more than its budget allows. What
 * is left stays due.
 */
public final class Timers {
    /** An expiry that found no room for what follows is tried again after this long. */
    private static final long RETRY_MS = 1_000;

    /** What an expiry counts in terms of looking at a node, the evaluations that follow it not included. */
    private static final long VISITS_PER_EXPIRY = 100;

    private final ClusterState state;
    private final DeadlineQueue deadlines;
    private final Step step;
    private final NodeTransitions nodes;
    private final Evaluations evaluations;
    private final DeploymentWatch deployments;
    private final Garbage garbage;
    private final Drainer drainer;
    private final PeriodicLaunches launches;
    private final VariableLocks locks;
    private final int expiriesMax;
    private final DeadlineQueue.Handler onDeadline = this::onDeadline;
    private ChangeSink changes = (buffer, offset, length) -> {};

    public Timers(
            final ClusterState state,
            final Step step,
            final NodeTransitions nodes,
            final Evaluations evaluations,
            final DeploymentWatch deployments,
            final Garbage garbage,
            final Drainer drainer,
            final PeriodicLaunches launches,
            final VariableLocks locks) {
        this.locks = locks;
        this.launches = launches;
        this.drainer = drainer;
        this.garbage = garbage;
        this.state = state;
        this.step = step;
        this.nodes = nodes;
        this.evaluations = evaluations;
        this.deployments = deployments;
        deadlines = state.deadlines();
        expiriesMax = state.limits().intValue(Limits.Key.DEADLINES_PER_ENTRY);
    }

    /**
     * Handles what is due.
     *
     * @param nodeVisits what the log entry may cost, in terms of looking at a node.
     * @return what is left of it.
     */
    public long expire(final long nodeVisits, final ChangeSink sink) {
        changes = sink;
        final long before = evaluations.visits();
        long left = nodeVisits;
        for (int expired = 0; left > 0 && expired < expiriesMax; ) {
            if (0 == deadlines.poll(step.nowMs(), 1, onDeadline)) {
                break;
            }
            expired++;
            left = nodeVisits - VISITS_PER_EXPIRY * expired - (evaluations.visits() - before);
        }
        return left;
    }

    /** The cluster itself was silent for so long that nodes and holders of locks could not be heard: they are given that time back. */
    public void shiftNodes(final long byMs) {
        deadlines.shift(DeadlineKind.NODE_TTL, byMs);
        deadlines.shift(DeadlineKind.VARIABLE_LOCK, byMs);
    }

    private void onDeadline(final int kind, final int row, final long deadlineMs) {
        switch (kind) {
            case DeadlineKind.NODE_TTL -> onNodeSilent(row);
            case DeadlineKind.NODE_DRAIN -> onDrain(row);
            case DeadlineKind.EVAL_WAIT -> evaluations.onTime(row);
            case DeadlineKind.DEPLOYMENT_PROGRESS -> onNoProgress(row);
            case DeadlineKind.EDGE_TTL -> onEdgeGone(row);
            case DeadlineKind.PERIODIC_LAUNCH -> onLaunch(row);
            case DeadlineKind.ACL_TOKEN -> onAclExpired(state.acl(AclKind.TOKEN), row);
            case DeadlineKind.ACL_ONE_TIME_TOKEN -> onAclExpired(state.acl(AclKind.ONE_TIME_TOKEN), row);
            case DeadlineKind.VARIABLE_LOCK -> onLockSilent(row);
            case DeadlineKind.ROOT_KEY_PUBLISH -> onKeyPublished(row);
            case DeadlineKind.RECURRING -> onGarbage(DeadlineKind.FORCED_GARBAGE == row);
            default -> {}
        }
    }

    private void onNodeSilent(final int node) {
        if (!nodes.hasRoom(node)) {
            deadlines.schedule(DeadlineKind.NODE_TTL, node, step.nowMs() + RETRY_MS);
            return;
        }
        final NodeStatus to = nodes.onSilence(node);
        if (to != state.nodes().status(node)) {
            step.begin();
            nodes.change(node, to);
            step.end(changes);
        }
        if (to == NodeStatus.DISCONNECTED) {
            // Judged again after another time to live: down once nothing may be out of reach any more.
            deadlines.schedule(DeadlineKind.NODE_TTL, node, step.nowMs() + nodes.ttlMs());
        }
    }

    private void onDrain(final int node) {
        if (!drainer.hasRoom(node)) {
            deadlines.schedule(DeadlineKind.NODE_DRAIN, node, step.nowMs() + RETRY_MS);
            return;
        }
        drainer.advance(node);
        if (step.isOpen()) {
            step.end(changes);
        }
    }

    private void onNoProgress(final int deployment) {
        if (!evaluations.hasRoomFor(1)) {
            deadlines.schedule(DeadlineKind.DEPLOYMENT_PROGRESS, deployment, step.nowMs() + RETRY_MS);
            return;
        }
        step.begin();
        deployments.onDeadline(deployment);
        step.end(changes);
    }

    private void onLaunch(final int job) {
        if (!launches.hasRoom(job)) {
            deadlines.schedule(DeadlineKind.PERIODIC_LAUNCH, job, step.nowMs() + RETRY_MS);
            return;
        }
        step.begin();
        launches.onDeadline(job);
        step.end(changes);
    }

    private void onGarbage(final boolean isForced) {
        garbage.advance(isForced);
        if (step.isOpen()) {
            step.end(changes);
        }
    }

    private void onAclExpired(final AclTable table, final int row) {
        step.begin();
        step.acl(table, row);
        step.leaving(table.id(), row);
        table.remove(row);
        step.end(changes);
    }

    private void onLockSilent(final int variable) {
        if (!locks.isOver(variable)) {
            locks.expire(variable);
            return;
        }
        step.begin();
        locks.release(variable);
        step.end(changes);
    }

    private void onKeyPublished(final int key) {
        step.begin();
        locks.activateKey(key, false);
        step.end(changes);
    }

    private void onEdgeGone(final int edge) {
        step.begin();
        step.edge(state.edges().id(edge));
        state.edges().remove(edge);
        step.end(changes);
    }
}
