package io.drover.scheduler.reconcile;

import io.drover.sbe.common.DeploymentStatus;
import io.drover.scheduler.StateView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Session;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.plan.DeploymentPlan;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;

/**
 * Reconciles a service or batch job: its deployments, then group by group. What is to be stopped and updated is in the plan
 * afterwards, what is to be placed in {@link #requests()}.
 */
public final class JobReconciler {
    private final Leavers leavers;
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
        final Classifier classifier = new Classifier(fleet);
        final Stopper stopper = new Stopper(trial, classifier);
        leavers = new Leavers(classifier, stopper);
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
        leavers.addOutcomes(session);
        deployment.select(session.view(), session.eval().job(), session.spec(), isStopped, session.plan());
        leavers.stopLostAgain(session);
        final JobSpec spec = session.spec();
        boolean isComplete = true;
        for (int group = 0; group < session.jobAllocs().groupCount(); group++) {
            if (!isStopped && group < spec.groupCount() && spec.group(group).desiredCount() > 0) {
                isComplete &= groups.reconcile(session, group);
            } else {
                leavers.stopAll(session, group);
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
}
