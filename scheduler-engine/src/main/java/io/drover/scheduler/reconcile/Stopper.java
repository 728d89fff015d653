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
    private final Classifier classifier;

    Stopper(final Trial trial, final Classifier classifier) {
        this.trial = trial;
        this.classifier = classifier;
    }

    /** Whether the plan stops an allocation. */
    boolean isStopped(final int alloc) {
        return trial.isStopped(alloc);
    }

    void stop(final Session session, final int alloc, final StopReason reason) {
        if (isAlive(session.allocs().clientStatus(alloc)) && classifier.isNodeLost(session.allocs(), alloc)) {
            // Nothing more will be heard of it, whatever it is stopped for.
            stop(session, alloc, StopReason.LOST, ClientStatus.LOST, Stops.NONE);
        } else {
            stop(session, alloc, reason, ClientStatus.NULL_VAL, Stops.NONE);
        }
    }

    void stop(
            final Session session,
            final int alloc,
            final StopReason reason,
            final ClientStatus clientStatus,
            final int followUp) {
        final boolean isNews = !Classifier.isServerTerminal(session.allocs(), alloc)
                || ClientStatus.NULL_VAL != clientStatus && session.allocs().clientStatus(alloc) != clientStatus;
        if (isNews && !trial.isStopped(alloc)) {
            session.plan().stops().add(alloc, reason, clientStatus, followUp);
            trial.stop(alloc);
        }
    }

    private static boolean isAlive(final ClientStatus status) {
        return ClientStatus.RUNNING == status || ClientStatus.PENDING == status;
    }
}
