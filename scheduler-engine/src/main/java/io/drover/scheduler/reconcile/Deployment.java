package io.drover.scheduler.reconcile;

import io.drover.sbe.common.DeploymentStatus;
import io.drover.scheduler.DeploymentView;
import io.drover.scheduler.JobView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.plan.DeploymentPlan;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;

/**
 * The deployments that an evaluation has to do with: the current one, of this job version, and an older one that it may have
 * to cancel.
 */
final class Deployment {
    private static final int NONE = StateView.NULL_ROW;

    private int current;
    private int old;
    private boolean isPaused;
    private boolean isFailed;

    /** Finds the job's deployments and cancels what the job has left behind. */
    void select(
            final StateView view, final int job, final JobSpec spec, final boolean isStopped, final PlanBuffer plan) {
        current = NONE;
        old = NONE;
        isPaused = false;
        isFailed = false;
        final int latest = spec.isBatch() ? NONE : view.jobs().latestDeployment(job);
        if (latest == NONE) {
            return;
        }
        final DeploymentView deployments = view.deployments();
        final DeploymentStatus status = deployments.status(latest);
        if (isStopped) {
            if (isActive(status)) {
                plan.deployment().update(latest, DeploymentStatus.CANCELLED, DeploymentPlan.Cause.JOB_STOPPED);
            }
            return;
        }
        final JobView jobs = view.jobs();
        if (deployments.jobCreateIndex(latest) != jobs.createIndex(job)
                || deployments.jobVersion(latest) != jobs.specVersion(spec.handle())) {
            if (isActive(status)) {
                plan.deployment().update(latest, DeploymentStatus.CANCELLED, DeploymentPlan.Cause.NEWER_VERSION);
            }
            old = latest;
        } else if (DeploymentStatus.SUCCESSFUL == status) {
            old = latest;
        } else {
            current = latest;
            isPaused = DeploymentStatus.PAUSED == status
                    || DeploymentStatus.PENDING == status
                    || DeploymentStatus.INITIALIZING == status;
            isFailed = DeploymentStatus.FAILED == status;
            plan.deployment().current(latest);
        }
    }

    static boolean isActive(final DeploymentStatus status) {
        return switch (status) {
            case RUNNING, PAUSED, PENDING, INITIALIZING, BLOCKED, UNBLOCKING -> true;
            default -> false;
        };
    }

    /** The deployment of the current job version, or {@link StateView#NULL_ROW}. */
    int current() {
        return current;
    }

    /** A former deployment, or {@link StateView#NULL_ROW}. */
    int old() {
        return old;
    }

    boolean exists() {
        return current != NONE;
    }

    /** The current one when it is active, or {@link StateView#NULL_ROW}. */
    int active(final DeploymentView deployments) {
        return current != NONE && isActive(deployments.status(current)) ? current : NONE;
    }

    boolean isPaused() {
        return isPaused;
    }

    boolean isFailed() {
        return isFailed;
    }
}
