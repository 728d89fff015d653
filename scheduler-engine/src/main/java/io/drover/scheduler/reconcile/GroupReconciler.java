package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.Health;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.Transitions;
import io.drover.scheduler.feasible.JobAllocs;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.plan.AllocUpdates.Kind;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.spec.SpecGroup;

/**
 * Reconciles one group of a service or batch job, in the steps and the order of the reference:
 *
 * <pre>
 *  sort into sets ─► names ─► stop surplus ─► update ─► canaries ─► missing ─► replace destructively ─► migrate ─► deployment
 * </pre>
 *
 * <p>Lists are in the order in which allocations were created, destructive updates in that of their names.
 */
final class GroupReconciler {
    private static final int NONE = StateView.NULL_ROW;

    private final InPlaceChecker inPlace;
    private final Stopper stopper;
    private final Deployment deployment;
    private final Requests destructiveRequests;
    private final Requests otherRequests;
    private final GroupSorter sorter;
    private final SurplusStopper surplus;
    private final CanaryNames canaryNames = new CanaryNames();
    private final GroupDeployment state = new GroupDeployment();
    private final GroupSets sets = new GroupSets();
    private final NameIndexes names = new NameIndexes();
    private final Requests missing = new Requests();

    private int outcome;
    private boolean isCanarying;
    private boolean requiresCanaries;
    private int firstRequest;

    GroupReconciler(
            final Classifier classifier,
            final InPlaceChecker inPlace,
            final Stopper stopper,
            final Deployment deployment,
            final Requests destructiveRequests,
            final Requests otherRequests) {
        this.inPlace = inPlace;
        this.stopper = stopper;
        this.deployment = deployment;
        this.destructiveRequests = destructiveRequests;
        this.otherRequests = otherRequests;
        sorter = new GroupSorter(classifier, stopper, deployment);
        surplus = new SurplusStopper(stopper);
    }

    /**
     * Reconciles a group that the job has, with a count above 0.
     *
     * @return whether nothing is left to do, as far as a deployment is concerned.
     */
    boolean reconcile(final Session session, final int group) {
        final SpecGroup ask = session.spec().group(group);
        outcome = group;
        firstRequest = otherRequests.count();
        missing.clear();
        sorter.sort(session, sets, group);
        state.read(session, deployment, group);
        isCanarying = state.isCanarying();
        nameAll(session, ask);
        count(session, Count.STOP, surplus.stop(session, sets, names, ask.desiredCount(), isCanarying));
        sorter.markUnknown(session, sets, group);
        trimReschedules(session, ask);
        update(session, group);
        state.addDesired(sets.destructive.count() + sets.inPlaceCount);
        placeCanaries(session, ask);
        final int limit = underProvisioned(session, ask);
        if (sets.lostLater.count() == 0) {
            placeMissing(session, ask);
            state.addDesired(missing.count());
        }
        final int left = applyPlacements(session, limit);
        replaceDestructively(session, left);
        migrate(session);
        if (otherRequests.count() - firstRequest > ask.desiredCount()) {
            otherRequests.truncate(firstRequest + ask.desiredCount());
        }
        createDeployment(session, group, ask);
        return isComplete();
    }

    private void nameAll(final Session session, final SpecGroup ask) {
        final AllocView allocs = session.allocs();
        names.reset(ask.desiredCount());
        names.addAll(allocs, sets.untainted);
        names.addAll(allocs, sets.migrate);
        names.addAll(allocs, sets.rescheduleNow);
        names.addAll(allocs, sets.lost);
    }

    /** A failed allocation that the count has no room for any more is let go instead of being replaced and stopped afterwards. */
    private void trimReschedules(final Session session, final SpecGroup ask) {
        int excess = sets.untainted.count() + sets.migrate.count() + sets.rescheduleNow.count() - ask.desiredCount();
        for (int i = 0; isCanarying && i < sets.untainted.count(); i++) {
            excess -= sets.canaries.contains(sets.untainted.row(i)) ? 1 : 0;
        }
        for (int i = sets.rescheduleNow.count() - 1; i >= 0 && excess > 0; i--) {
            final int alloc = sets.rescheduleNow.row(i);
            if (Classifier.isTerminal(session.allocs(), alloc)) {
                stopper.stop(session, alloc, StopReason.NOT_NEEDED);
                count(session, Count.STOP, 1);
                sets.rescheduleNow.mark(i);
                excess--;
            }
        }
        sets.rescheduleNow.compact();
    }

    /** Sorts untainted allocations by how they get to the current version. */
    private void update(final Session session, final int group) {
        final AllocView allocs = session.allocs();
        final long current = session.view().jobs().jobModifyIndex(session.eval().job());
        for (int i = 0; i < sets.untainted.count(); i++) {
            final int alloc = sets.untainted.row(i);
            if (allocs.jobModifyIndex(alloc) == current) {
                count(session, Count.IGNORE, 1);
            } else if (inPlace.differsDestructively(session.view(), alloc, session.spec(), group)) {
                addDestructive(allocs, alloc);
            } else if (Classifier.isTerminal(allocs, alloc)) {
                count(session, Count.IGNORE, 1);
            } else if (inPlace.isNodeSuitable(session.view(), alloc, session.spec(), group)) {
                sets.inPlaceCount++;
                session.plan().updates().add(alloc, Kind.IN_PLACE, group);
            } else {
                addDestructive(allocs, alloc);
            }
        }
        count(session, Count.IN_PLACE_UPDATE, sets.inPlaceCount);
    }

    /** Keeps the list in the order of names. */
    private void addDestructive(final AllocView allocs, final int alloc) {
        sets.destructive.addSorted(allocs, alloc);
    }

    private void placeCanaries(final Session session, final SpecGroup ask) {
        if (isCanarying) {
            sets.untainted.removeAll(sets.canaries);
        }
        final int wanted = ask.hasUpdate() ? ask.updateCanary() : 0;
        requiresCanaries = wanted > sets.canaries.count() && !sets.destructive.isEmpty() && !state.isPromoted();
        if (!requiresCanaries) {
            return;
        }
        state.desiredCanaries(wanted);
        isCanarying = state.isCanarying();
        if (!deployment.isPaused() && !deployment.isFailed()) {
            final int number = wanted - sets.canaries.count();
            count(session, Count.CANARY, number);
            canaryNames.begin(session.allocs(), sets, names, ask.desiredCount());
            for (int i = 0; i < number; i++) {
                otherRequests.canary(otherRequests.add(outcome, canaryNames.next(), Requests.NONE));
            }
        }
    }

    /** How many allocations may be replaced at this time without going below what the update block demands. */
    private int underProvisioned(final Session session, final SpecGroup ask) {
        if (!ask.hasDeployments() || sets.destructive.isEmpty() && sets.migrate.isEmpty()) {
            return ask.desiredCount();
        }
        if (session.spec().isBatch() || !deployment.exists()) {
            return ask.updateMaxParallel();
        }
        if (deployment.isPaused() || deployment.isFailed() || isCanarying) {
            return 0;
        }
        final AllocView allocs = session.allocs();
        int limit = ask.updateMaxParallel();
        for (int i = 0; i < sets.untainted.count(); i++) {
            final int alloc = sets.untainted.row(i);
            if (allocs.deployment(alloc) == deployment.current()) {
                final Health health = allocs.health(alloc);
                if (Health.UNHEALTHY == health) {
                    return 0;
                }
                limit -= Health.HEALTHY == health ? 0 : 1;
            }
        }
        return Math.max(0, limit);
    }

    private void placeMissing(final Session session, final SpecGroup ask) {
        final AllocView allocs = session.allocs();
        for (int i = 0; i < sets.rescheduleNow.count(); i++) {
            final int alloc = sets.rescheduleNow.row(i);
            final int request = missing.add(outcome, allocs.nameIndex(alloc), alloc);
            missing.reschedule(
                    request, Reschedules.nextDelayMs(allocs, alloc, ask, Reschedules.failTimeMs(allocs, alloc)));
            mark(allocs, request, alloc);
            if (ClientStatus.UNKNOWN != allocs.clientStatus(alloc) && !sets.disconnecting.contains(alloc)) {
                missing.stopPrevious(request, StopReason.SUCCEEDED);
            }
        }
        int existing = sets.untainted.count() + sets.migrate.count() + sets.rescheduleNow.count();
        for (int i = 0; i < sets.lost.count() && existing < ask.desiredCount(); i++) {
            final int alloc = sets.lost.row(i);
            mark(allocs, missing.add(outcome, allocs.nameIndex(alloc), alloc), alloc);
            existing++;
        }
        for (; existing < ask.desiredCount(); existing++) {
            final int request = missing.add(outcome, names.next(), Requests.NONE);
            if (isCanarying) {
                missing.downgrade(request);
            }
        }
    }

    /** A canary is replaced by a canary, another one, while canaries are tried, by its like. */
    private void mark(final AllocView allocs, final int request, final int previous) {
        if (allocs.isCanary(previous)) {
            missing.canary(request);
        } else if (isCanarying) {
            missing.downgrade(request);
        }
    }

    /** Lets the placements through that the deployment allows; answers how many destructive updates may follow. */
    private int applyPlacements(final Session session, final int limit) {
        final boolean isReady = !deployment.isPaused() && !deployment.isFailed() && !isCanarying;
        count(session, Count.RESCHEDULE_NOW, sets.rescheduleNow.count());
        if (isReady) {
            count(session, Count.PLACE, missing.count());
            count(session, Count.STOP, countStops());
            otherRequests.addAll(missing);
            return limit - Math.min(missing.count(), limit);
        }
        final int allowed = Math.min(sets.lost.count(), missing.count());
        int applied = 0;
        for (int i = 0; i < missing.count(); i++) {
            final boolean isOfFailed = deployment.isFailed()
                    && missing.previous(i) != NONE
                    && session.allocs().deployment(missing.previous(i)) == deployment.current();
            if (missing.isReschedule(i) ? !isOfFailed : applied < allowed) {
                otherRequests.addFrom(missing, i);
                count(session, Count.PLACE, 1);
                count(session, Count.STOP, missing.stopReason(i) == null ? 0 : 1);
                applied += missing.isReschedule(i) ? 0 : 1;
            }
        }
        return 0;
    }

    private int countStops() {
        int stops = 0;
        for (int i = 0; i < missing.count(); i++) {
            stops += missing.stopReason(i) == null ? 0 : 1;
        }
        return stops;
    }

    private void replaceDestructively(final Session session, final int limit) {
        final AllocView allocs = session.allocs();
        final boolean isReady = !deployment.isPaused() && !deployment.isFailed() && !isCanarying;
        final int number = isReady ? Math.min(limit, sets.destructive.count()) : 0;
        for (int i = 0; i < number; i++) {
            final int alloc = sets.destructive.row(i);
            final int request = destructiveRequests.add(outcome, allocs.nameIndex(alloc), alloc);
            destructiveRequests.stopPrevious(request, StopReason.UPDATED);
        }
        count(session, Count.DESTRUCTIVE_UPDATE, number);
        count(session, Count.IGNORE, sets.destructive.count() - number);
    }

    private void migrate(final Session session) {
        final AllocView allocs = session.allocs();
        count(session, Count.MIGRATE, sets.migrate.count());
        for (int i = 0; i < sets.migrate.count(); i++) {
            final int alloc = sets.migrate.row(i);
            stopper.stop(session, alloc, StopReason.MIGRATED);
            final int transition = allocs.transition(alloc);
            final boolean isReplaced = !session.spec().isBatch()
                    || !Transitions.reschedules(transition) && !Transitions.disablesPlacement(transition);
            if (isReplaced) {
                final int request = otherRequests.add(outcome, allocs.nameIndex(alloc), alloc);
                if (allocs.isCanary(alloc)) {
                    otherRequests.canary(request);
                } else if (isCanarying) {
                    otherRequests.downgrade(request);
                }
            }
        }
    }

    private void createDeployment(final Session session, final int group, final SpecGroup ask) {
        if (session.spec().isBatch() || !ask.hasDeployments() || state.desiredTotal() == 0) {
            return;
        }
        if (state.exists()) {
            if (state.isChanged()) {
                writeState(session, group);
            }
            return;
        }
        final boolean updatesSpec = !sets.destructive.isEmpty() || sets.inPlaceCount > 0;
        if (hasVersion(session, group) && !updatesSpec) {
            return;
        }
        if (!deployment.exists()) {
            session.plan().deployment().create();
        }
        writeState(session, group);
    }

    private void writeState(final Session session, final int group) {
        session.plan().deployment().group(group, state.desiredTotal(), state.desiredCanaries(), state.isPromoted());
    }

    /** Whether the current job version had an allocation of the group at any time. */
    private static boolean hasVersion(final Session session, final int group) {
        final AllocView allocs = session.allocs();
        final JobAllocs jobAllocs = session.jobAllocs();
        final long version = session.view().jobs().specVersion(session.spec().handle());
        final long incarnation =
                session.view().jobs().createIndex(session.eval().job());
        for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
            final int alloc = jobAllocs.row(i);
            if (allocs.jobVersion(alloc) == version && allocs.jobCreateIndex(alloc) == incarnation) {
                return true;
            }
        }
        return false;
    }

    private boolean isComplete() {
        final boolean isIdle = sets.destructive.isEmpty()
                && sets.inPlaceCount == 0
                && missing.count() == 0
                && sets.migrate.isEmpty()
                && sets.rescheduleNow.isEmpty()
                && sets.rescheduleLater.count() == 0
                && !requiresCanaries;
        return isIdle && (!deployment.exists() || !state.exists() || state.isSatisfied());
    }

    private void count(final Session session, final Count what, final int by) {
        session.plan().outcomes().increment(outcome, what, by);
    }
}
