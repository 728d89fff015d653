package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.scheduler.offheap.IdOrder;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.SpreadIdIndex;

/** Deployments by row and id, in two orders, and by job; each with the states of its task groups. */
public final class DeploymentTable extends DeploymentRows {
    private final SpreadIdIndex ids;
    private final CreationOrder byCreation;
    private final RowList ofJob;
    private final JobTable jobs;
    private final VersionTable versions;
    private final DeploymentGroupTable groups;

    DeploymentTable(final Limits limits, final Heap heap, final JobTable jobs, final VersionTable versions) {
        super(limits.intValue(Limits.Key.DEPLOYMENTS_MAX), heap);
        this.jobs = jobs;
        this.versions = versions;
        ids = new SpreadIdIndex(slab.rowCountMax(), this);
        byCreation = new CreationOrder(this, slab.rowCountMax());
        ofJob = new RowList(jobs.slab, JobDescriptor.DEPLOYMENTS, slab, DeploymentDescriptor.OF_JOB);
        groups = new DeploymentGroupTable(limits.intValue(Limits.Key.SUMMARY_GROUPS_MAX), heap, this);
    }

    /** The row of a deployment, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        return ids.find(high, low);
    }

    public IdOrder byId() {
        return ids;
    }

    public CreationOrder byCreation() {
        return byCreation;
    }

    /** Deployments of a job in the order of their creation. */
    public RowList ofJob() {
        return ofJob;
    }

    /** States of task groups. */
    public DeploymentGroupTable groups() {
        return groups;
    }

    /** Adds a running deployment of a job's version. There must be room. */
    public int insert(final long high, final long low, final long createIndex, final int version) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a deployment was checked");
        link(row, high, low, createIndex);
        version(row, version);
        job(row, versions.job(version));
        status(row, DeploymentStatus.RUNNING);
        attach(row);
        return row;
    }

    /** Adds a deployment under the handle that a snapshot recorded; {@link #attach} follows when its fields are set. */
    public int restore(final long handle, final long high, final long low, final long createIndex) {
        Invariant.check(Slab.NULL_ROW == ids.find(high, low), "no other row has this id", handle);
        final int row = Handles.restore(slab, handle);
        link(row, high, low, createIndex);
        return row;
    }

    /** Puts a row whose job, version and status are set into its list. */
    public void attach(final int row) {
        versions.acquire(version(row));
        ofJob.addLast(job(row), row);
        if (isActive(status(row))) {
            jobs.unfinishedDeployments(job(row), jobs.unfinishedDeployments(job(row)) + 1);
        }
    }

    /** Changes the status and keeps the count of unfinished deployments of the job right. */
    public void changeStatus(final int row, final DeploymentStatus to) {
        final int delta = (isActive(to) ? 1 : 0) - (isActive(status(row)) ? 1 : 0);
        status(row, to);
        jobs.unfinishedDeployments(job(row), jobs.unfinishedDeployments(job(row)) + delta);
    }

    /** Removes a deployment with the states of its groups. */
    public void remove(final int row) {
        while (Slab.NULL_ROW != groups.ofDeployment().first(row)) {
            groups.remove(row, groups.ofDeployment().first(row));
        }
        if (isActive(status(row))) {
            jobs.unfinishedDeployments(job(row), jobs.unfinishedDeployments(job(row)) - 1);
        }
        ofJob.remove(job(row), row);
        byCreation.remove(row);
        ids.remove(row);
        final int version = version(row);
        freeRow(row);
        versions.release(version);
    }

    public static boolean isActive(final DeploymentStatus status) {
        return status != DeploymentStatus.FAILED
                && status != DeploymentStatus.SUCCESSFUL
                && status != DeploymentStatus.CANCELLED;
    }

    private void link(final int row, final long high, final long low, final long createIndex) {
        id(row, high, low);
        createIndex(row, createIndex);
        Invariant.check(ids.add(row), "the index has room for every row");
        byCreation.add(row);
    }
}
