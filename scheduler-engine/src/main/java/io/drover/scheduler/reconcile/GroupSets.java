package io.drover.scheduler.reconcile;

/**
 * The allocations of one group, sorted by what is to be done about them. Lists shrink and grow while the steps go on.
 */
final class GroupSets {
    /** All that take part, before they were sorted. */
    final AllocList all = new AllocList();

    final AllocList canaries = new AllocList();
    final AllocList untainted = new AllocList();
    final AllocList migrate = new AllocList();
    final AllocList lost = new AllocList();
    final AllocList disconnecting = new AllocList();
    final AllocList reconnecting = new AllocList();
    final AllocList rescheduleNow = new AllocList();
    final AllocList destructive = new AllocList();
    final DelayedEvals rescheduleLater = new DelayedEvals();
    final DelayedEvals disconnectLater = new DelayedEvals();
    final DelayedEvals lostLater = new DelayedEvals();
    int inPlaceCount;

    void clear() {
        all.clear();
        canaries.clear();
        untainted.clear();
        migrate.clear();
        lost.clear();
        disconnecting.clear();
        reconnecting.clear();
        rescheduleNow.clear();
        destructive.clear();
        rescheduleLater.clear();
        disconnectLater.clear();
        lostLater.clear();
        inPlaceCount = 0;
    }
}
