package io.drover.cluster.view;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.CsiView;
import io.drover.scheduler.DeploymentView;
import io.drover.scheduler.JobView;
import io.drover.scheduler.SchedulerConfigView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.VolumeView;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The state as it would be if one job had another spec: what a dry run schedules on. Everything else is the state as it is, and nothing
 * is changed.
 */
public final class DryRunView implements StateView, JobView {
    /** Handle of the spec on trial: a negative one, so that nobody caches it. */
    public static final long TRIAL_SPEC = -1;

    /** Modify index of a job that is not there yet, as the reference has it. */
    private static final long FIRST_MODIFY_INDEX = 100;

    private final LiveView live;
    private final UnsafeBuffer spec = new UnsafeBuffer(0, 0);
    private int job;
    private boolean isNew;
    private boolean isChanged;
    private boolean isStopped;

    public DryRunView(final LiveView live) {
        this.live = live;
    }

    /**
     * Puts a spec on trial.
     *
     * @param row       of the job, or any row that no job has when it is new.
     * @param isChanged whether the spec differs from the stored one; otherwise the stored one is looked at.
     * @param isStopped whether the spec is one of a stopped job.
     */
    public void begin(
            final int row,
            final boolean isNewJob,
            final boolean isChanged,
            final boolean isStopped,
            final DirectBuffer bytes) {
        job = row;
        isNew = isNewJob;
        this.isChanged = isChanged;
        this.isStopped = isStopped;
        spec.wrap(bytes);
    }

    @Override
    public long nowMs() {
        return live.nowMs();
    }

    @Override
    public JobView jobs() {
        return this;
    }

    @Override
    public AllocView allocs() {
        return live.allocs();
    }

    @Override
    public DeploymentView deployments() {
        return live.deployments();
    }

    @Override
    public SchedulerConfigView config() {
        return live.config();
    }

    @Override
    public CsiView csi() {
        return live.csi();
    }

    @Override
    public VolumeView volumes() {
        return live.volumes();
    }

    @Override
    public boolean isLive(final int row) {
        return row == job ? !isStopped : live.jobs().isLive(row);
    }

    @Override
    public long spec(final int row) {
        return row == job && isChanged ? TRIAL_SPEC : live.jobs().spec(row);
    }

    @Override
    public long specVersion(final long handle) {
        if (handle != TRIAL_SPEC) {
            return live.jobs().specVersion(handle);
        }
        return isNew ? 0 : live.jobs().specVersion(live.jobs().spec(job)) + 1;
    }

    @Override
    public void wrapSpec(final long handle, final DirectBuffer view) {
        if (handle == TRIAL_SPEC) {
            view.wrap(spec);
        } else {
            live.jobs().wrapSpec(handle, view);
        }
    }

    @Override
    public long createIndex(final int row) {
        return row == job && isNew ? FIRST_MODIFY_INDEX : live.jobs().createIndex(row);
    }

    @Override
    public long jobModifyIndex(final int row) {
        if (row != job) {
            return live.jobs().jobModifyIndex(row);
        }
        if (isNew) {
            return FIRST_MODIFY_INDEX;
        }
        return live.jobs().jobModifyIndex(row) + (isChanged ? 1 : 0);
    }

    @Override
    public long promotedSpec(final int row) {
        return row == job && isNew ? NULL_SPEC : live.jobs().promotedSpec(row);
    }

    @Override
    public int latestDeployment(final int row) {
        return row == job && isNew ? NULL_ROW : live.jobs().latestDeployment(row);
    }

    @Override
    public int firstAlloc(final int row) {
        return row == job && isNew ? NULL_ROW : live.jobs().firstAlloc(row);
    }
}
