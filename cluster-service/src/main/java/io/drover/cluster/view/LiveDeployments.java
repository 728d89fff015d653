package io.drover.cluster.view;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.scheduler.DeploymentView;
import io.drover.scheduler.offheap.Slab;

/** Deployments by row. */
final class LiveDeployments implements DeploymentView {
    private final DeploymentTable deployments;
    private final DeploymentGroupTable groups;
    private final VersionTable versions;

    LiveDeployments(final ClusterState state) {
        deployments = state.deployments();
        groups = deployments.groups();
        versions = state.versions();
    }

    @Override
    public DeploymentStatus status(final int deployment) {
        return deployments.status(deployment);
    }

    @Override
    public long jobVersion(final int deployment) {
        return deployments.jobVersion(deployment);
    }

    @Override
    public long jobCreateIndex(final int deployment) {
        return deployments.jobCreateIndex(deployment);
    }

    @Override
    public long spec(final int deployment) {
        return versions.rows().handle(deployments.version(deployment));
    }

    @Override
    public boolean hasGroup(final int deployment, final int group) {
        return Slab.NULL_ROW != groups.find(deployment, group);
    }

    @Override
    public boolean isPromoted(final int deployment, final int group) {
        return groups.isPromoted(groups.find(deployment, group));
    }

    @Override
    public int desiredTotal(final int deployment, final int group) {
        return groups.desiredTotal(groups.find(deployment, group));
    }

    @Override
    public int desiredCanaries(final int deployment, final int group) {
        return groups.desiredCanaries(groups.find(deployment, group));
    }

    @Override
    public int healthyAllocs(final int deployment, final int group) {
        return groups.healthyAllocs(groups.find(deployment, group));
    }

    @Override
    public int unhealthyAllocs(final int deployment, final int group) {
        return groups.unhealthyAllocs(groups.find(deployment, group));
    }
}
