package io.drover.scheduler.reconcile;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.JobAllocs;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.plan.DeploymentPlan;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.plan.Stops;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;

/**
 * Reconciles a service or batch job: its deployments, then group by group. What is to be stopped and updated is in the plan
 * afterwards, what is to be placed in {@link #requests()}.
 */
public final class JobReconciler {
    private final Classifier classifier;
    private final Stopper stopper;
    private final Deployment deployment = new Deployment();
    private final Requests requests = new Requests();
    private final Requests otherRequests = new Requests();
    private final GroupReconciler groups;

    public JobReconciler(
            final Fleet fleet,
            final NodeBase base,
            final ClassVerdicts verdicts,
            final SpecCache specs,
            final Trial trial) {
        classifier = new Classifier(fleet);
        stopper = new Stopper(trial);
        groups = new GroupReconciler(
                classifier,
                new InPlaceChecker(fleet, base, verdicts, specs),
                stopper,
                deployment,
                requests,
                otherRequests);
    }

    /** Reconciles the session's job. */
    public void reconcile(final Session session, final boolean isStopped) {
        requests.clear();
        otherRequests.clear();
        addOutcomes(session);
        deployment.select(session.view(), session.eval().job(), session.spec(), isStopped, session.plan());
        stopLostAgain(session);
        final JobSpec spec = session.spec();
        boolean isComplete = true;
        for (int group = 0; group < session.jobAllocs().groupCount(); group++) {
            if (!isStopped && group < spec.groupCount() && spec.group(group).desiredCount() > 0) {
                isComplete &= groups.reconcile(session, group);
            } else {
                stopAll(session, group);
            }
        }
        requests.addAll(otherRequests);
        final int active = deployment.active(session.view().deployments());
        if (isComplete && !isStopped && active != StateView.NULL_ROW) {
            session.plan().deployment().update(active, DeploymentStatus.SUCCESSFUL, DeploymentPlan.Cause.SUCCESSFUL);
        }
    }

    /** What is to be placed: destructive updates first. */
    public Requests requests() {
        return requests;
    }

    /** Whether placements belong to a deployment that exists or is created by the plan. */
    public boolean hasDeployment(final Session session) {
        return session.plan().deployment().isCreated()
                || deployment.active(session.view().deployments()) != StateView.NULL_ROW;
    }

    static void addOutcomes(final Session session) {
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
    private void stopLostAgain(final Session session) {
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

    private void stopAll(final Session session, final int group) {
        final AllocView allocs = session.allocs();
        final JobAllocs jobAllocs = session.jobAllocs();
        int stopped = 0;
        for (int i = jobAllocs.first(group); i < jobAllocs.limit(group); i++) {
            final int alloc = jobAllocs.row(i);
            if (!Classifier.isTerminal(allocs, alloc)) {
                if (classifier.isNodeLost(allocs, alloc)) {
                    stopper.stop(session, alloc, StopReason.LOST, ClientStatus.LOST, Stops.NONE);
                } else {
                    stopper.stop(session, alloc, StopReason.NOT_NEEDED);
                }
                stopped++;
            }
        }
        session.plan().outcomes().increment(group, Count.STOP, stopped);
    }
}
