package io.drover.scheduler;

/**
 * What the scheduler may read of the replicated state: one of its two seams, the other being {@code PlanBuffer}. The
 * cluster's tables implement the parts; a dry run lays an overlay over them.
 *
 * <p>Rows are numbers of live rows of the table in question, {@link #NULL_ROW} meaning none. Nothing changes while an
 * evaluation is processed. Called by one thread; implementations allocate nothing.
 */
public interface StateView {
    /** No row. */
    int NULL_ROW = -1;

    /** Cluster time in milliseconds since the epoch: that of the command being applied. */
    long nowMs();

    JobView jobs();

    AllocView allocs();

    DeploymentView deployments();

    SchedulerConfigView config();

    /** Volumes of storage plugins; none where there is no table of them. */
    default CsiView csi() {
        return CsiView.NONE;
    }

    /** Dynamic host volumes; none where there is no table of them. */
    default VolumeView volumes() {
        return VolumeView.NONE;
    }
}
