package io.drover.cluster.view;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.step.Step;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.CsiView;
import io.drover.scheduler.DeploymentView;
import io.drover.scheduler.JobView;
import io.drover.scheduler.SchedulerConfigView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.VolumeView;

/** The state as it is, for evaluations that will be applied. */
public final class LiveView implements StateView {
    private final Step step;
    private final LiveJobs jobs;
    private final LiveAllocs allocs;
    private final LiveDeployments deployments;
    private final LiveConfig config;
    private final LiveVolumes volumes;
    private final LiveCsiVolumes csi;

    public LiveView(final ClusterState state, final Step step) {
        this.step = step;
        jobs = new LiveJobs(state);
        allocs = new LiveAllocs(state);
        deployments = new LiveDeployments(state);
        config = new LiveConfig(state.config());
        volumes = new LiveVolumes(state);
        csi = new LiveCsiVolumes(state);
    }

    @Override
    public long nowMs() {
        return step.nowMs();
    }

    @Override
    public JobView jobs() {
        return jobs;
    }

    @Override
    public AllocView allocs() {
        return allocs;
    }

    @Override
    public DeploymentView deployments() {
        return deployments;
    }

    @Override
    public SchedulerConfigView config() {
        return config;
    }

    @Override
    public CsiView csi() {
        return csi;
    }

    @Override
    public VolumeView volumes() {
        return volumes;
    }
}
