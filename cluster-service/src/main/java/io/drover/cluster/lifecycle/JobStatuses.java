package io.drover.cluster.lifecycle;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.JobStatus;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Slab;

/**
 * The status of a job follows from its type, its deployments, allocations and evaluations, in this order; the counts of unfinished
 * ones are kept by their tables.
 */
public final class JobStatuses {
    private final JobTable jobs;
    private final VersionTable versions;
    private final ClusterState state;
    private final Step step;

    public JobStatuses(final ClusterState state, final Step step) {
        this.state = state;
        this.step = step;
        jobs = state.jobs();
        versions = state.versions();
    }

    /** Derives the status of a job again. */
    public void update(final int job) {
        final JobStatus status = derive(job, false);
        if (status != jobs.status(job)) {
            change(job, status);
        }
    }

    /** Derives the status after evaluations were collected: a job without any is dead, not pending. */
    public void updateAfterCollection(final int job) {
        final JobStatus status = derive(job, true);
        if (status != jobs.status(job)) {
            change(job, status);
        }
    }

    /** The status that a job should have. */
    public JobStatus derive(final int job, final boolean evalsWereDeleted) {
        final int version = jobs.current(job);
        if (isParentOrSystem(version)) {
            return versions.isStopped(version) ? JobStatus.DEAD : JobStatus.RUNNING;
        }
        if (jobs.unfinishedDeployments(job) > 0 || jobs.unfinishedAllocs(job) > 0) {
            return JobStatus.RUNNING;
        }
        if (jobs.unfinishedEvals(job) > 0) {
            return JobStatus.PENDING;
        }
        final boolean hadEvals = state.evals().ofJob().count(job) > 0;
        return hadEvals || evalsWereDeleted || versions.isStopped(version) ? JobStatus.DEAD : JobStatus.PENDING;
    }

    private boolean isParentOrSystem(final int version) {
        return versions.type(version) == JobType.SYSTEM
                || versions.isPeriodic(version)
                || versions.isParameterized(version);
    }

    /** A job became the child of another one. */
    void onAdopted(final int child) {
        count(jobs.parent(child), jobs.status(child), 1);
    }

    /** A child is about to be purged: from now on it counts among the dead, for good. */
    void onPurged(final int child) {
        final int parent = jobs.parent(child);
        if (Slab.NULL_ROW != parent && jobs.status(child) != JobStatus.DEAD) {
            count(parent, jobs.status(child), -1);
            count(parent, JobStatus.DEAD, 1);
        }
    }

    private void count(final int parent, final JobStatus status, final int change) {
        switch (status) {
            case PENDING -> jobs.childrenPending(parent, jobs.childrenPending(parent) + change);
            case RUNNING -> jobs.childrenRunning(parent, jobs.childrenRunning(parent) + change);
            default -> jobs.childrenDead(parent, jobs.childrenDead(parent) + change);
        }
        jobs.summaryModifyIndex(parent, step.index());
        step.summary(parent);
    }

    private void change(final int job, final JobStatus status) {
        if (Slab.NULL_ROW != jobs.parent(job)) {
            count(jobs.parent(job), jobs.status(job), -1);
            count(jobs.parent(job), status, 1);
        }
        jobs.status(job, status);
        jobs.modifyIndex(job, step.index());
        step.job(job);
        final int version = jobs.current(job);
        if (Slab.NULL_ROW != version) {
            versions.status(version, status);
            versions.modifyIndex(version, step.index());
            step.jobVersions(job);
        }
    }
}
