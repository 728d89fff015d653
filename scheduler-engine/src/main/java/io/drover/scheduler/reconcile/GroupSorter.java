package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.DeploymentView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.Transitions;
import io.drover.scheduler.feasible.JobAllocs;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.plan.AllocUpdates.Kind;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.spec.SpecGroup;

/**
 * Fills the sets of a group: takes out what does not matter, sorts the rest by what became of it, finds failed allocations
 * that are due, and creates evaluations for those that will be.
 */
final class GroupSorter {
    private static final int NONE = StateView.NULL_ROW;
    private static final long STOP_GRACE_MIN_MS = 5_000;

    private final Classifier classifier;
    private final Stopper stopper;
    private final Deployment deployment;
    private final Reconnects reconnects;
    private final AllocList promoted = new AllocList();
    private final Reschedules reschedules = new Reschedules();

    GroupSorter(final Classifier classifier, final Stopper stopper, final Deployment deployment) {
        this.classifier = classifier;
        this.stopper = stopper;
        this.deployment = deployment;
        reconnects = new Reconnects(stopper);
    }

    void sort(final Session session, final GroupSets sets, final int group) {
        final SpecGroup ask = session.spec().group(group);
        sets.clear();
        collect(session, sets, group);
        cancelCanaries(session, sets, ask, group);
        classify(session, sets, ask, group);
        reconnects.reconcile(session, sets, ask, group);
        rescheduleFailed(session, sets, ask, group);
        disconnect(session, sets, ask, group);
        delayLost(session, sets, ask);
        createDelayed(session.plan(), sets.rescheduleLater);
    }

    private void collect(final Session session, final GroupSets sets, final int group) {
        final AllocView allocs = session.allocs();
        final JobAllocs jobAllocs = session.jobAllocs();
        final boolean isBatch = session.spec().isBatch();
        for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
            final int alloc = jobAllocs.row(i);
            if (isBatch ? isBatchRelevant(session, alloc) : !Classifier.isServerTerminal(allocs, alloc)) {
                sets.all.add(alloc);
            } else if (isBatch) {
                session.plan().outcomes().increment(group, Count.IGNORE, 1);
            }
        }
    }

    private static boolean isBatchRelevant(final Session session, final int alloc) {
        final AllocView allocs = session.allocs();
        if (Classifier.isServerTerminal(allocs, alloc)
                && (Transitions.reschedules(allocs.transition(alloc))
                        || ClientStatus.UNKNOWN == allocs.clientStatus(alloc))) {
            return false;
        }
        return !Classifier.isTerminal(allocs, alloc) || isOfVersion(session, alloc);
    }

    static boolean isOfVersion(final Session session, final int alloc) {
        final AllocView allocs = session.allocs();
        return allocs.jobVersion(alloc)
                        >= session.view().jobs().specVersion(session.spec().handle())
                && allocs.jobCreateIndex(alloc)
                        >= session.view().jobs().createIndex(session.eval().job());
    }

    /** Canaries that nobody will promote are stopped; those of the current deployment are not moved, but stopped as well. */
    private void cancelCanaries(final Session session, final GroupSets sets, final SpecGroup ask, final int group) {
        final AllocView allocs = session.allocs();
        final DeploymentView deployments = session.view().deployments();
        final boolean isFailed =
                deployment.exists() && DeploymentStatus.FAILED == deployments.status(deployment.current());
        findPromoted(session, group);
        int stopped = 0;
        for (int i = 0; i < sets.all.count(); i++) {
            final int alloc = sets.all.row(i);
            final int of = allocs.deployment(alloc);
            if (of == NONE || !allocs.isCanary(alloc) && !promoted.contains(alloc)) {
                continue;
            }
            if ((of == deployment.old() || isFailed && of == deployment.current())
                    && isUnpromoted(deployments, of, allocs.group(alloc))) {
                stopper.stop(session, alloc, StopReason.NOT_NEEDED);
                sets.all.mark(i);
                stopped++;
            } else if (of == deployment.current() && !settleCanary(session, sets, ask, alloc)) {
                sets.all.mark(i);
            }
        }
        sets.all.compact();
        session.plan().outcomes().increment(group, Count.STOP, stopped);
    }

    /**
     * Finds what were canaries of the current deployment before it was promoted: they came first, and what replaces a canary is one
     * too.
     */
    private void findPromoted(final Session session, final int group) {
        promoted.clear();
        final AllocView allocs = session.allocs();
        final DeploymentView deployments = session.view().deployments();
        final int current = deployment.current();
        if (!deployment.exists() || isUnpromoted(deployments, current, group)) {
            return;
        }
        int left = deployments.desiredCanaries(current, group);
        final JobAllocs jobAllocs = session.jobAllocs();
        for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
            final int alloc = jobAllocs.row(i);
            if (allocs.deployment(alloc) == current) {
                final int previous = allocs.previous(alloc);
                final boolean isReplacement = previous != NONE && allocs.deployment(previous) == current;
                if (isReplacement ? promoted.contains(previous) : left-- > 0) {
                    promoted.add(alloc);
                }
            }
        }
    }

    private static boolean isUnpromoted(final DeploymentView deployments, final int row, final int group) {
        return !deployments.hasGroup(row, group) || !deployments.isPromoted(row, group);
    }

    /** Keeps a canary of the current deployment, or stops it when it would have to move. */
    private boolean settleCanary(final Session session, final GroupSets sets, final SpecGroup ask, final int alloc) {
        final Classifier.Kind kind = classifier.classify(session.view(), alloc, ask);
        if (kind == Classifier.Kind.MIGRATE) {
            stopper.stop(session, alloc, StopReason.MIGRATED);
            return false;
        }
        if (kind == Classifier.Kind.LOST) {
            stopper.stop(session, alloc, StopReason.LOST, ClientStatus.LOST, NONE);
            return false;
        }
        sets.canaries.add(alloc);
        return true;
    }

    private void classify(final Session session, final GroupSets sets, final SpecGroup ask, final int group) {
        for (int i = 0; i < sets.all.count(); i++) {
            final int alloc = sets.all.row(i);
            switch (classifier.classify(session.view(), alloc, ask)) {
                case UNTAINTED -> sets.untainted.add(alloc);
                case MIGRATE -> sets.migrate.add(alloc);
                case LOST, EXPIRING -> sets.lost.add(alloc);
                case DISCONNECTING -> sets.disconnecting.add(alloc);
                case RECONNECTING -> sets.reconnecting.add(alloc);
                case IGNORE -> session.plan().outcomes().increment(group, Count.IGNORE, 1);
            }
        }
    }

    private void rescheduleFailed(final Session session, final GroupSets sets, final SpecGroup ask, final int group) {
        final int active = deployment.active(session.view().deployments());
        for (int i = 0; i < sets.untainted.count(); i++) {
            if (!decide(session, sets, ask, sets.untainted.row(i), false, active, group)) {
                sets.untainted.mark(i);
            }
        }
        sets.untainted.compact();
        if (session.spec().isBatch()) {
            rescheduleStopped(session, sets, ask, active, group);
        }
    }

    /** A batch allocation that was stopped with the wish to be rescheduled follows the policy instead of moving. */
    private void rescheduleStopped(
            final Session session, final GroupSets sets, final SpecGroup ask, final int active, final int group) {
        for (int i = 0; i < sets.migrate.count(); i++) {
            final int alloc = sets.migrate.row(i);
            if (Transitions.reschedules(session.allocs().transition(alloc))
                    && !decide(session, sets, ask, alloc, false, active, group)) {
                sets.migrate.mark(i);
            }
        }
        sets.migrate.compact();
    }

    /** Decides about one allocation and answers whether it stays in the list that it is in. */
    private boolean decide(
            final Session session,
            final GroupSets sets,
            final SpecGroup ask,
            final int alloc,
            final boolean isDisconnecting,
            final int active,
            final int group) {
        final Reschedules.Decision decision = reschedules.decide(
                session.view(), session.eval(), alloc, ask, session.spec().isBatch(), isDisconnecting, active);
        switch (decision) {
            case UNTAINTED -> {
                return true;
            }
            case IGNORE -> {
                session.plan().outcomes().increment(group, Count.IGNORE, 1);
                return false;
            }
            case NOW -> {
                sets.rescheduleNow.add(alloc);
                return false;
            }
            default -> {
                sets.rescheduleLater.add(alloc, reschedules.timeMs());
                session.plan().outcomes().increment(group, Count.RESCHEDULE_LATER, 1);
                return true;
            }
        }
    }

    private void disconnect(final Session session, final GroupSets sets, final SpecGroup ask, final int group) {
        for (int i = 0; i < sets.disconnecting.count(); i++) {
            final int alloc = sets.disconnecting.row(i);
            final boolean stays = !ask.isReplacedWhenLost() || decide(session, sets, ask, alloc, true, NONE, group);
            if (stays) {
                sets.untainted.add(alloc);
            }
            if (ask.lostAfterMs() > 0) {
                sets.disconnectLater.add(alloc, session.view().nowMs() + ask.lostAfterMs());
            }
        }
        sets.disconnectLater.create(
                session.plan(), EvalTrigger.MAX_DISCONNECT_TIMEOUT, EvalTrigger.MAX_DISCONNECT_TIMEOUT);
    }

    /** Marks what is disconnecting as unknown, unless it was found to be too much meanwhile. */
    void markUnknown(final Session session, final GroupSets sets, final int group) {
        for (int i = 0; i < sets.disconnecting.count(); i++) {
            final int alloc = sets.disconnecting.row(i);
            if (!stopper.isStopped(alloc)) {
                session.plan().updates().add(alloc, Kind.DISCONNECT, sets.disconnectLater.followUpOf(alloc));
                session.plan().outcomes().increment(group, Count.DISCONNECT, 1);
            }
        }
    }

    /** A client stops such allocations by itself after a while; until that is certain the group gets no placements. */
    private void delayLost(final Session session, final GroupSets sets, final SpecGroup ask) {
        if (ask.stopOnClientAfterMs() < 0) {
            return;
        }
        final AllocView allocs = session.allocs();
        for (int i = 0; i < sets.lost.count(); i++) {
            final int alloc = sets.lost.row(i);
            final long recorded = allocs.lastRecordedMs(alloc, ClientStatus.LOST);
            final long lostMs = recorded > 0 ? recorded : session.view().nowMs();
            final long dueMs = lostMs + ask.stopOnClientAfterMs() + Math.max(ask.killTimeoutMaxMs(), STOP_GRACE_MIN_MS);
            if (dueMs > session.view().nowMs()) {
                sets.lostLater.add(alloc, dueMs);
            }
        }
        sets.lostLater.create(session.plan(), EvalTrigger.ALLOC_FAILURE, EvalTrigger.ALLOC_FAILURE);
    }

    private static void createDelayed(final PlanBuffer plan, final DelayedEvals later) {
        later.create(plan, EvalTrigger.ALLOC_RESCHEDULE, EvalTrigger.ALLOC_FAILURE);
        for (int i = 0; i < later.count(); i++) {
            plan.updates().add(later.alloc(i), Kind.FOLLOW_UP, later.followUp(i));
        }
    }
}
