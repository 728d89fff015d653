package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.Transitions;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.JobAllocs;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.plan.AllocUpdates;
import io.drover.scheduler.plan.AllocUpdates.Kind;
import io.drover.scheduler.plan.DeploymentPlan;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.plan.Stops;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;
import io.drover.scheduler.spec.SpecGroup;
import java.util.Arrays;

/**
 * Reconciles a system or sysbatch job, whose groups run on every node that suits them: node by node and name by name.
 *
 * <p>An allocation of a system job that ended is replaced; one of a sysbatch job is not, unless the job has changed since.
 */
public final class SystemReconciler {
    private static final int NONE = StateView.NULL_ROW;

    private final Fleet fleet;
    private final NodeBase base;
    private final Classifier classifier;
    private final Stopper stopper;
    private final Leavers leavers;
    private final InPlaceChecker inPlace;
    private final Deployment deployment = new Deployment();
    private final GroupDeployment state = new GroupDeployment();
    private final Requests requests = new Requests();
    private final Requests otherRequests = new Requests();
    private final AllocList updated = new AllocList();
    private final AllocList destructive = new AllocList();
    private final DelayedEvals disconnectLater = new DelayedEvals();
    private int[] live = new int[64];
    private int[] ended = new int[64];
    private int kept;
    private boolean isComplete;

    public SystemReconciler(
            final Fleet fleet,
            final NodeBase base,
            final ClassVerdicts verdicts,
            final SpecCache specs,
            final Trial trial) {
        this.fleet = fleet;
        this.base = base;
        classifier = new Classifier(fleet);
        stopper = new Stopper(trial, classifier);
        leavers = new Leavers(classifier, stopper);
        inPlace = new InPlaceChecker(fleet, base, verdicts, specs);
    }

    /** Reconciles the session's job. */
    public void reconcile(final Session session, final boolean isStopped) {
        requests.clear();
        otherRequests.clear();
        disconnectLater.clear();
        isComplete = true;
        leavers.addOutcomes(session);
        deployment.select(session.view(), session.eval().job(), session.spec(), isStopped, session.plan());
        leavers.stopLostAgain(session);
        final JobSpec spec = session.spec();
        for (int group = 0; group < session.jobAllocs().groupCount(); group++) {
            if (!isStopped && group < spec.groupCount() && spec.group(group).desiredCount() > 0) {
                reconcileGroup(session, group);
            } else {
                leavers.stopAll(session, group);
            }
        }
        createDisconnectEvals(session);
        requests.addAll(otherRequests);
        final int active = deployment.active(session.view().deployments());
        if (isComplete && !isStopped && active != NONE) {
            session.plan().deployment().update(active, DeploymentStatus.SUCCESSFUL, DeploymentPlan.Cause.SUCCESSFUL);
        }
    }

    /** What is to be placed and where: destructive updates first. */
    public Requests requests() {
        return requests;
    }

    /** Whether placements belong to a deployment that exists or is created by the plan. */
    public boolean hasDeployment(final Session session) {
        return session.plan().deployment().isCreated()
                || deployment.active(session.view().deployments()) != NONE;
    }

    private void reconcileGroup(final Session session, final int group) {
        final SpecGroup ask = session.spec().group(group);
        updated.clear();
        destructive.clear();
        kept = 0;
        state.read(session, deployment, group);
        stopUnnamed(session, group, ask);
        int placed = 0;
        for (int index = 0; index < ask.desiredCount(); index++) {
            collect(session, group, index);
            placed += placeMissing(session, group, index);
        }
        count(session, group, Count.PLACE, placed);
        final int inPlaceCount = update(session, group);
        replaceDestructively(session, group, ask);
        final int wanted = placed + inPlaceCount + destructive.count();
        createDeployment(session, group, ask, wanted);
        isComplete &= wanted == 0 && (!state.exists() || state.isSatisfied());
    }

    /** Names that the count does not reach any more. */
    private void stopUnnamed(final Session session, final int group, final SpecGroup ask) {
        final AllocView allocs = session.allocs();
        final JobAllocs jobAllocs = session.jobAllocs();
        for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
            final int alloc = jobAllocs.row(i);
            if (!Classifier.isTerminal(allocs, alloc) && allocs.nameIndex(alloc) >= ask.desiredCount()) {
                stop(session, group, alloc, StopReason.NOT_NEEDED);
            }
        }
    }

    /** Finds what runs and what ended under one name on each node, and settles what runs. */
    private void collect(final Session session, final int group, final int nameIndex) {
        final int nodeLimit = fleet.rowLimit();
        if (nodeLimit > live.length) {
            live = new int[Math.max(nodeLimit, live.length << 1)];
            ended = new int[live.length];
        }
        Arrays.fill(live, 0, nodeLimit, NONE);
        Arrays.fill(ended, 0, nodeLimit, NONE);
        final AllocView allocs = session.allocs();
        final JobAllocs jobAllocs = session.jobAllocs();
        for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
            final int alloc = jobAllocs.row(i);
            if (allocs.nameIndex(alloc) == nameIndex) {
                final int node = allocs.node(alloc);
                if (!Classifier.isTerminal(allocs, alloc)) {
                    settle(session, group, alloc);
                    mark(stopper.isStopped(alloc) ? ended : live, node, alloc);
                } else {
                    mark(ended, node, alloc);
                }
            }
        }
    }

    private void mark(final int[] byNode, final int node, final int alloc) {
        if (node >= 0 && fleet.isPresent(node)) {
            byNode[node] = alloc;
        }
    }

    private void settle(final Session session, final int group, final int alloc) {
        final AllocView allocs = session.allocs();
        final SpecGroup ask = session.spec().group(group);
        final int node = allocs.node(alloc);
        if (Transitions.migrates(allocs.transition(alloc))) {
            stop(session, group, alloc, StopReason.NODE_TAINTED);
            return;
        }
        switch (classifier.classify(session.view(), alloc, ask)) {
            case LOST, EXPIRING -> {
                stopper.stop(session, alloc, StopReason.LOST, ClientStatus.LOST, Stops.NONE);
                count(session, group, Count.STOP, 1);
            }
            case DISCONNECTING -> {
                if (ask.lostAfterMs() > 0) {
                    disconnectLater.add(alloc, session.view().nowMs() + ask.lostAfterMs());
                } else {
                    session.plan().updates().add(alloc, Kind.DISCONNECT, AllocUpdates.NONE);
                }
                count(session, group, Count.DISCONNECT, 1);
            }
            case RECONNECTING -> {
                if (ClientStatus.UNKNOWN == allocs.clientStatus(alloc)) {
                    count(session, group, Count.IGNORE, 1);
                    return;
                }
                session.plan().updates().add(alloc, Kind.RECONNECT, AllocUpdates.NONE);
                count(session, group, Count.RECONNECT, 1);
                settleUntainted(session, group, alloc, node);
            }
            default -> settleUntainted(session, group, alloc, node);
        }
    }

    private void settleUntainted(final Session session, final int group, final int alloc, final int node) {
        final AllocView allocs = session.allocs();
        final boolean isCurrent = allocs.jobModifyIndex(alloc)
                == session.view().jobs().jobModifyIndex(session.eval().job());
        final boolean isTainted = NodeStatus.READY != fleet.nodeStatus(node) || fleet.isDraining(node);
        if (isTainted) {
            count(session, group, Count.IGNORE, 1);
        } else if (!fleet.isReady(node)) {
            if (isCurrent) {
                count(session, group, Count.IGNORE, 1);
            } else {
                stop(session, group, alloc, StopReason.NOT_NEEDED);
            }
        } else if (!base.admits(node)) {
            stop(session, group, alloc, StopReason.NOT_NEEDED);
        } else if (isCurrent) {
            count(session, group, Count.IGNORE, 1);
            kept++;
        } else {
            updated.add(alloc);
        }
    }

    private int placeMissing(final Session session, final int group, final int nameIndex) {
        int placed = 0;
        for (int node = fleet.ready().nextSet(0);
                node >= 0;
                node = fleet.ready().nextSet(node + 1)) {
            if (base.admits(node) && live[node] == NONE) {
                if (isWanted(session, node)) {
                    final int request = otherRequests.add(group, nameIndex, previous(session, node));
                    otherRequests.node(request, node);
                    placed++;
                } else {
                    count(session, group, Count.IGNORE, 1);
                }
            }
        }
        return placed;
    }

    /** An ended allocation of a sysbatch job is not replaced unless it was stopped just now or the job has changed. */
    private boolean isWanted(final Session session, final int node) {
        return JobType.SYSBATCH != session.spec().type()
                || ended[node] == NONE
                || stopper.isStopped(ended[node])
                || session.allocs().jobModifyIndex(ended[node])
                        != session.view().jobs().jobModifyIndex(session.eval().job());
    }

    private int previous(final Session session, final int node) {
        return JobType.SYSTEM == session.spec().type() ? ended[node] : Requests.NONE;
    }

    private int update(final Session session, final int group) {
        int inPlaceCount = 0;
        for (int i = 0; i < updated.count(); i++) {
            final int alloc = updated.row(i);
            if (!inPlace.differsDestructively(session.view(), alloc, session.spec(), group)
                    && inPlace.isNodeSuitable(session.view(), alloc, session.spec(), group)) {
                session.plan().updates().add(alloc, Kind.IN_PLACE, group);
                inPlaceCount++;
            } else {
                destructive.add(alloc);
            }
        }
        count(session, group, Count.IN_PLACE_UPDATE, inPlaceCount);
        return inPlaceCount;
    }

    private void replaceDestructively(final Session session, final int group, final SpecGroup ask) {
        final AllocView allocs = session.allocs();
        final int number = Math.min(destructive.count(), limit(session, group, ask));
        for (int i = 0; i < number; i++) {
            final int alloc = destructive.row(i);
            final int request = requests.add(group, allocs.nameIndex(alloc), alloc);
            requests.stopPrevious(request, StopReason.UPDATED);
            requests.node(request, allocs.node(alloc));
        }
        count(session, group, Count.DESTRUCTIVE_UPDATE, number);
        count(session, group, Count.IGNORE, destructive.count() - number);
    }

    /** How many may be replaced now: as many as the update block lets be without health. */
    private int limit(final Session session, final int group, final SpecGroup ask) {
        if (!ask.hasDeployments() || session.spec().isBatch()) {
            return Integer.MAX_VALUE;
        }
        if (deployment.isPaused() || deployment.isFailed()) {
            return 0;
        }
        int limit = ask.updateMaxParallel();
        if (deployment.exists()) {
            final AllocView allocs = session.allocs();
            final JobAllocs jobAllocs = session.jobAllocs();
            for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
                final int alloc = jobAllocs.row(i);
                if (allocs.deployment(alloc) == deployment.current()
                        && !Classifier.isTerminal(allocs, alloc)
                        && !stopper.isStopped(alloc)
                        && Health.HEALTHY != allocs.health(alloc)) {
                    limit--;
                }
            }
        }
        return Math.max(0, limit);
    }

    private void createDeployment(final Session session, final int group, final SpecGroup ask, final int wanted) {
        if (session.spec().isBatch() || !ask.hasDeployments() || state.exists() || wanted == 0) {
            return;
        }
        if (isKnownVersion(session, group) && updated.isEmpty()) {
            return;
        }
        if (!deployment.exists()) {
            session.plan().deployment().create();
        }
        session.plan().deployment().group(group, wanted + kept, 0, false);
    }

    private static boolean isKnownVersion(final Session session, final int group) {
        final JobAllocs jobAllocs = session.jobAllocs();
        for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
            if (GroupSorter.isOfVersion(session, jobAllocs.row(i))) {
                return true;
            }
        }
        return false;
    }

    private void createDisconnectEvals(final Session session) {
        disconnectLater.create(session.plan(), EvalTrigger.MAX_DISCONNECT_TIMEOUT, EvalTrigger.MAX_DISCONNECT_TIMEOUT);
        for (int i = 0; i < disconnectLater.count(); i++) {
            session.plan().updates().add(disconnectLater.alloc(i), Kind.DISCONNECT, disconnectLater.followUp(i));
        }
    }

    private void stop(final Session session, final int group, final int alloc, final StopReason reason) {
        stopper.stop(session, alloc, reason);
        count(session, group, Count.STOP, 1);
    }

    private static void count(final Session session, final int group, final Count what, final int by) {
        session.plan().outcomes().increment(group, what, by);
    }
}
