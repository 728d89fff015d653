package io.drover.cluster.view;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.VersionTable;
import io.drover.scheduler.JobView;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/** Jobs by row; a spec is the handle of its version's row. */
final class LiveJobs implements JobView {
    private final JobTable jobs;
    private final VersionTable versions;
    private final ClusterState state;

    LiveJobs(final ClusterState state) {
        this.state = state;
        jobs = state.jobs();
        versions = state.versions();
    }

    @Override
    public boolean isLive(final int job) {
        return Slab.NULL_ROW != jobs.current(job) && !versions.isStopped(jobs.current(job));
    }

    @Override
    public long spec(final int job) {
        return handle(jobs.current(job));
    }

    @Override
    public long specVersion(final long spec) {
        return versions.version(row(spec));
    }

    @Override
    public void wrapSpec(final long spec, final DirectBuffer view) {
        versions.wrapSpec(row(spec), view);
    }

    @Override
    public long createIndex(final int job) {
        return jobs.createIndex(job);
    }

    @Override
    public long jobModifyIndex(final int job) {
        return jobs.jobModifyIndex(job);
    }

    @Override
    public long promotedSpec(final int job) {
        final DeploymentTable deployments = state.deployments();
        for (int row = deployments.ofJob().last(job);
                Slab.NULL_ROW != row;
                row = deployments.ofJob().previous(row)) {
            if (isPromotedOrWithoutCanaries(row)) {
                return handle(deployments.version(row));
            }
        }
        return NULL_SPEC;
    }

    @Override
    public int latestDeployment(final int job) {
        return state.deployments().ofJob().last(job);
    }

    @Override
    public int firstAlloc(final int job) {
        return state.allocs().ofJob().first(job);
    }

    private boolean isPromotedOrWithoutCanaries(final int deployment) {
        final var groups = state.deployments().groups();
        for (int row = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != row;
                row = groups.ofDeployment().next(row)) {
            if (groups.desiredCanaries(row) > 0 && !groups.isPromoted(row)) {
                return false;
            }
        }
        return true;
    }

    private long handle(final int version) {
        return Slab.NULL_ROW == version ? NULL_SPEC : versions.rows().handle(version);
    }

    private int row(final long spec) {
        final int row = versions.rows().resolve(spec);
        Invariant.check(Slab.NULL_ROW != row, "spec is that of a stored version", spec);
        return row;
    }
}
