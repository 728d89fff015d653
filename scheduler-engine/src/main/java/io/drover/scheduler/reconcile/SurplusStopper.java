package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.plan.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * Stops what is too much of a group. All lost allocations are stopped; then, until the count fits: namesakes of promoted
 * canaries, migrating ones with the highest names, the highest names, any.
 */
final class SurplusStopper {
    private final Stopper stopper;
    private final NameIndexes migratingNames = new NameIndexes();
    private final NameIndexes canaryNames = new NameIndexes();
    private int remaining;
    private int stopped;

    SurplusStopper(final Stopper stopper) {
        this.stopper = stopper;
    }

    /** Stops, takes the stopped ones out of the sets, and answers how many there were. */
    int stop(
            final Session session,
            final GroupSets sets,
            final NameIndexes names,
            final int desiredCount,
            final boolean isCanarying) {
        final AllocView allocs = session.allocs();
        stopped = sets.lost.count();
        for (int i = 0; i < sets.lost.count(); i++) {
            final int alloc = sets.lost.row(i);
            stopper.stop(session, alloc, StopReason.LOST, ClientStatus.LOST, sets.lostLater.followUpOf(alloc));
        }
        remaining = sets.migrate.count() - desiredCount;
        for (int i = 0; i < sets.untainted.count(); i++) {
            final int alloc = sets.untainted.row(i);
            final boolean isKept = isCanarying && sets.canaries.contains(alloc);
            if (ClientStatus.UNKNOWN != allocs.clientStatus(alloc) && !isKept) {
                remaining++;
            }
        }
        if (remaining > 0) {
            stopNamesakesOfCanaries(session, sets, names, desiredCount, isCanarying);
            stopMigrating(session, sets, desiredCount);
            stopHighest(session, sets, names, isCanarying);
            stopAny(session, sets, isCanarying);
            sets.untainted.compact();
            sets.migrate.compact();
        }
        return stopped;
    }

    private void stopNamesakesOfCanaries(
            final Session session,
            final GroupSets sets,
            final NameIndexes names,
            final int desiredCount,
            final boolean isCanarying) {
        if (isCanarying || sets.canaries.isEmpty()) {
            return;
        }
        canaryNames.reset(desiredCount);
        canaryNames.addAll(session.allocs(), sets.canaries);
        for (int i = 0; i < sets.untainted.count() && remaining > 0; i++) {
            final int alloc = sets.untainted.row(i);
            if (isStoppable(session, sets.untainted, i, sets.canaries)
                    && canaryNames.contains(session.allocs().nameIndex(alloc))) {
                stopAt(session, sets.untainted, i);
                names.remove(session.allocs().nameIndex(alloc));
            }
        }
        // The canary itself goes on using the name.
        names.addAll(session.allocs(), sets.canaries);
    }

    private void stopMigrating(final Session session, final GroupSets sets, final int desiredCount) {
        if (remaining <= 0 || sets.migrate.isEmpty()) {
            return;
        }
        migratingNames.reset(desiredCount);
        migratingNames.addAll(session.allocs(), sets.migrate);
        int limit = migratingNames.limit();
        for (int names = remaining; names > 0 && remaining > 0; names--) {
            final int index = migratingNames.highestBelow(limit);
            if (index < 0) {
                return;
            }
            stopNamed(session, sets.migrate, index, null);
            limit = index;
        }
    }

    private void stopHighest(
            final Session session, final GroupSets sets, final NameIndexes names, final boolean isCanarying) {
        int limit = names.limit();
        for (int count = remaining; count > 0 && remaining > 0; count--) {
            final int index = names.highestBelow(limit);
            if (index < 0) {
                return;
            }
            stopNamed(session, sets.untainted, index, isCanarying ? sets.canaries : null);
            names.remove(index);
            limit = index;
        }
    }

    private void stopAny(final Session session, final GroupSets sets, final boolean isCanarying) {
        for (int i = 0; i < sets.untainted.count() && remaining > 0; i++) {
            if (isStoppable(session, sets.untainted, i, isCanarying ? sets.canaries : null)) {
                stopAt(session, sets.untainted, i);
            }
        }
    }

    private void stopNamed(
            final Session session, final AllocList list, final int index, final @Nullable AllocList kept) {
        for (int i = 0; i < list.count() && remaining > 0; i++) {
            if (isStoppable(session, list, i, kept) && session.allocs().nameIndex(list.row(i)) == index) {
                stopAt(session, list, i);
            }
        }
    }

    private static boolean isStoppable(
            final Session session, final AllocList list, final int index, final @Nullable AllocList kept) {
        return !list.isMarked(index)
                && isReplaceable(session, list.row(index))
                && ClientStatus.UNKNOWN != session.allocs().clientStatus(list.row(index))
                && (kept == null || !kept.contains(list.row(index)));
    }

    /** What ended well or was stopped is no surplus; a failed allocation of a service still claims a replacement. */
    private static boolean isReplaceable(final Session session, final int alloc) {
        return !Classifier.isTerminal(session.allocs(), alloc)
                || !session.spec().isBatch()
                        && !Classifier.isServerTerminal(session.allocs(), alloc)
                        && ClientStatus.FAILED == session.allocs().clientStatus(alloc);
    }

    private void stopAt(final Session session, final AllocList list, final int index) {
        stopper.stop(session, list.row(index), StopReason.NOT_NEEDED);
        list.mark(index);
        stopped++;
        remaining--;
    }
}
