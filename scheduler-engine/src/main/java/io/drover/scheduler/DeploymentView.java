package io.drover.scheduler;

import io.drover.sbe.common.DeploymentStatus;

/**
 * Deployments by row. Groups are numbered as in the spec of the deployment's job version.
 */
public interface DeploymentView {
    DeploymentStatus status(int deployment);

    long jobVersion(int deployment);

    /** Create index of the incarnation of the job that it belongs to. */
    long jobCreateIndex(int deployment);

    /** Spec of the deployment's job version. */
    long spec(int deployment);

    /** Whether the deployment has a state for this group; the other group methods may be called only then. */
    boolean hasGroup(int deployment, int group);

    boolean isPromoted(int deployment, int group);

    int desiredTotal(int deployment, int group);

    int desiredCanaries(int deployment, int group);

    int healthyAllocs(int deployment, int group);

    int unhealthyAllocs(int deployment, int group);
}
