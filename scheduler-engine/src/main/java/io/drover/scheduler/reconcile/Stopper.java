package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.plan.Stops;

/**
 * Puts stops into the plan and frees what they hold for the placements to come. An allocation is stopped once, whatever
 * reasons there are.
 */
final class Stopper {
    private final Trial trial;

    Stopper(final Trial trial) {
        this.trial = trial;
    }

    void stop(final Session session, final int alloc, final StopReason reason) {
        stop(session, alloc, reason, ClientStatus.NULL_VAL, Stops.NONE);
    }

    void stop(
            final Session session,
            final int alloc,
            final StopReason reason,
            final ClientStatus clientStatus,
            final int followUp) {
        if (!trial.isStopped(alloc)) {
            session.plan().stops().add(alloc, reason, clientStatus, followUp);
            trial.stop(alloc);
        }
    }
}
