package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.JobAllocs;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.plan.Stops;
import io.drover.scheduler.spec.JobSpec;

/**
 * What all kinds of jobs do with allocations that have to go.
 */
final class Leavers {
    private final Classifier classifier;
    private final Stopper stopper;

    Leavers(final Classifier classifier, final Stopper stopper) {
        this.classifier = classifier;
        this.stopper = stopper;
    }

    /** Begins an outcome for each group: those of the current spec, then those that are left of older ones. */
    void addOutcomes(final Session session) {
        final JobSpec spec = session.spec();
        final JobAllocs jobAllocs = session.jobAllocs();
        for (int group = 0; group < jobAllocs.groupCount(); group++) {
            if (group < spec.groupCount()) {
                session.plan().outcomes().add(spec.handle(), group);
            } else {
                session.plan().outcomes().add(jobAllocs.leftSpec(group), jobAllocs.leftGroup(group));
            }
        }
    }

    /** Allocations that are to stop on nodes that are gone will not be heard of again. */
    void stopLostAgain(final Session session) {
        final AllocView allocs = session.allocs();
        final JobAllocs jobAllocs = session.jobAllocs();
        for (int i = 0; i < jobAllocs.count(); i++) {
            final int alloc = jobAllocs.row(i);
            final ClientStatus client = allocs.clientStatus(alloc);
            final boolean isAlive = ClientStatus.RUNNING == client || ClientStatus.PENDING == client;
            if (isAlive && Classifier.isServerTerminal(allocs, alloc) && classifier.isNodeLost(allocs, alloc)) {
                stopper.stop(session, alloc, StopReason.LOST, ClientStatus.LOST, Stops.NONE);
            }
        }
    }

    /** Stops all of a group that the job does not have any more. */
    void stopAll(final Session session, final int group) {
        final AllocView allocs = session.allocs();
        final JobAllocs jobAllocs = session.jobAllocs();
        int stopped = 0;
        for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
            final int alloc = jobAllocs.row(i);
            if (!Classifier.isTerminal(allocs, alloc)) {
                stopper.stop(session, alloc, StopReason.NOT_NEEDED);
                stopped++;
            }
        }
        session.plan().outcomes().increment(group, Count.STOP, stopped);
    }
}
