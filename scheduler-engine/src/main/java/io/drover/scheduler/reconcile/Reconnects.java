package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.Transitions;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.plan.AllocUpdates;
import io.drover.scheduler.plan.AllocUpdates.Kind;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.plan.Stops;
import io.drover.scheduler.spec.SpecGroup;

/**
 * Decides between an allocation whose node came back and the replacements that were placed meanwhile.
 */
final class Reconnects {
    private final Stopper stopper;

    Reconnects(final Stopper stopper) {
        this.stopper = stopper;
    }

    /** Stops the losers and turns what stays of the reconnecting set into untainted allocations. */
    void reconcile(final Session session, final GroupSets sets, final SpecGroup ask, final int group) {
        for (int i = 0; i < sets.reconnecting.count(); i++) {
            final int alloc = sets.reconnecting.row(i);
            if (ClientStatus.UNKNOWN == session.allocs().clientStatus(alloc)) {
                // The node is back but has not said yet what became of it.
                sets.untainted.add(alloc);
                continue;
            }
            final boolean isStopped = stopUnwanted(session, alloc) || losesToReplacement(session, sets, ask, alloc);
            if (isStopped) {
                session.plan().outcomes().increment(group, Count.STOP, 1);
            } else {
                stopReplacements(session, sets, alloc, group);
                session.plan().updates().add(alloc, Kind.RECONNECT, AllocUpdates.NONE);
                session.plan().outcomes().increment(group, Count.RECONNECT, 1);
                sets.untainted.add(alloc);
            }
        }
    }

    private boolean stopUnwanted(final Session session, final int alloc) {
        final AllocView allocs = session.allocs();
        final int transition = allocs.transition(alloc);
        if (ClientStatus.FAILED == allocs.clientStatus(alloc)) {
            stopper.stop(session, alloc, StopReason.RESCHEDULED, ClientStatus.FAILED, Stops.NONE);
            return true;
        }
        if (DesiredStatus.RUN != allocs.desiredStatus(alloc)
                || Transitions.migrates(transition)
                || Transitions.reschedules(transition)
                || Transitions.forcesReschedule(transition)
                || !GroupSorter.isOfVersion(session, alloc)) {
            stopper.stop(session, alloc, StopReason.NOT_NEEDED);
            return true;
        }
        return false;
    }

    private boolean losesToReplacement(
            final Session session, final GroupSets sets, final SpecGroup ask, final int alloc) {
        final AllocView allocs = session.allocs();
        for (int i = 0; i < sets.all.count(); i++) {
            final int other = sets.all.row(i);
            if (isReplacement(allocs, alloc, other) && wins(allocs, ask, other, alloc)) {
                stopper.stop(session, alloc, StopReason.NOT_NEEDED);
                return true;
            }
        }
        return false;
    }

    private void stopReplacements(final Session session, final GroupSets sets, final int alloc, final int group) {
        final AllocView allocs = session.allocs();
        for (int i = 0; i < sets.all.count(); i++) {
            final int other = sets.all.row(i);
            if (isReplacement(allocs, alloc, other)) {
                stopper.stop(session, other, StopReason.RECONNECTED);
                session.plan().outcomes().increment(group, Count.STOP, 1);
                remove(sets.untainted, other);
                remove(sets.migrate, other);
                remove(sets.lost, other);
                remove(sets.disconnecting, other);
            }
        }
    }

    /** Whether the other allocation is alive and was placed, over any number of steps, instead of this one. */
    private static boolean isReplacement(final AllocView allocs, final int alloc, final int other) {
        if (Classifier.isTerminal(allocs, other)) {
            return false;
        }
        int previous = allocs.previous(other);
        while (previous != StateView.NULL_ROW) {
            if (previous == alloc) {
                return true;
            }
            previous = allocs.previous(previous);
        }
        return false;
    }

    private static boolean wins(
            final AllocView allocs, final SpecGroup ask, final int replacement, final int original) {
        if (allocs.jobVersion(replacement) != allocs.jobVersion(original)) {
            return allocs.jobVersion(replacement) > allocs.jobVersion(original);
        }
        return switch (ask.reconcile()) {
            case KEEP_ORIGINAL -> false;
            case KEEP_REPLACEMENT -> true;
            case LONGEST_RUNNING -> hasRunLonger(allocs, replacement, original);
            default -> scoresBetter(allocs, replacement, original);
        };
    }

    private static boolean hasRunLonger(final AllocView allocs, final int replacement, final int original) {
        final long replacementMs = allocs.startedMs(replacement);
        final long originalMs = allocs.startedMs(original);
        if (replacementMs == 0 && originalMs == 0) {
            return scoresBetter(allocs, replacement, original);
        }
        if (replacementMs == 0 || originalMs == 0) {
            return originalMs == 0;
        }
        return replacementMs <= originalMs;
    }

    private static boolean scoresBetter(final AllocView allocs, final int replacement, final int original) {
        final boolean isAhead = allocs.placementScore(original) == 0
                || allocs.placementScore(replacement) > allocs.placementScore(original);
        return isAhead
                && (ClientStatus.RUNNING == allocs.clientStatus(replacement)
                        || ClientStatus.RUNNING != allocs.clientStatus(original));
    }

    private static void remove(final AllocList list, final int alloc) {
        for (int i = 0; i < list.count(); i++) {
            if (list.row(i) == alloc) {
                list.removeAt(i);
                return;
            }
        }
    }
}
