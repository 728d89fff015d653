package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.sbe.common.EvalStatus;
import io.drover.scheduler.offheap.IdOrder;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.SpreadIdIndex;

/** Evaluations by row and id, in two orders, and by job as long as the job is there. */
public final class EvalTable extends EvalRows {
    private final SpreadIdIndex ids;
    private final CreationOrder byCreation;
    private final RowList ofJob;
    private final JobTable jobs;
    private final EvalDetail details;

    EvalTable(final Limits limits, final Heap heap, final JobTable jobs) {
        super(limits.intValue(Limits.Key.EVALS_MAX), heap);
        this.jobs = jobs;
        details = new EvalDetail(this, heap);
        ids = new SpreadIdIndex(slab.rowCountMax(), this);
        byCreation = new CreationOrder(this, slab.rowCountMax());
        ofJob = new RowList(jobs.slab, JobDescriptor.EVALS, slab, EvalDescriptor.OF_JOB);
    }

    /** The row of an evaluation, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        return ids.find(high, low);
    }

    public IdOrder byId() {
        return ids;
    }

    public CreationOrder byCreation() {
        return byCreation;
    }

    /** Evaluations of a job in the order of their creation. */
    public RowList ofJob() {
        return ofJob;
    }

    /** What evaluations found out. */
    public EvalDetail details() {
        return details;
    }

    /** Adds an evaluation of a job, or of none. Takes over the references to the names. There must be room. */
    public int insert(
            final long high, final long low, final long createIndex, final int job, final int namespace, final int id) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for an evaluation was checked");
        link(row, high, low, createIndex);
        namespace(row, namespace);
        jobId(row, id);
        job(row, job);
        if (Slab.NULL_ROW != job) {
            ofJob.addLast(job, row);
            jobs.unfinishedEvals(job, jobs.unfinishedEvals(job) + 1);
        }
        return row;
    }

    /** Adds an evaluation under the handle that a snapshot recorded, without its lists. */
    public int restore(final long handle, final long high, final long low, final long createIndex) {
        Invariant.check(Slab.NULL_ROW == ids.find(high, low), "no other row has this id", handle);
        final int row = Handles.restore(slab, handle);
        link(row, high, low, createIndex);
        return row;
    }

    /** Puts a restored evaluation whose status is set into the list of its job. */
    public void attach(final int row, final int job) {
        job(row, job);
        if (Slab.NULL_ROW != job) {
            ofJob.addLast(job, row);
            jobs.unfinishedEvals(job, jobs.unfinishedEvals(job) + (isTerminal(status(row)) ? 0 : 1));
        }
    }

    /** Changes the status and keeps the count of unfinished evaluations of the job right. */
    public void changeStatus(final int row, final EvalStatus to) {
        final int delta = (isTerminal(to) ? 0 : 1) - (isTerminal(status(row)) ? 0 : 1);
        status(row, to);
        final int job = job(row);
        if (Slab.NULL_ROW != job && 0 != delta) {
            jobs.unfinishedEvals(job, jobs.unfinishedEvals(job) + delta);
        }
    }

    /** Cuts an evaluation off its job, which is going. */
    public void detach(final int row) {
        ofJob.remove(job(row), row);
        job(row, Slab.NULL_ROW);
    }

    /** Removes a terminal evaluation that no allocation refers to. */
    public void remove(final int row) {
        Invariant.check(isTerminal(status(row)), "evaluation is terminal", row);
        if (Slab.NULL_ROW != job(row)) {
            detach(row);
        }
        details.release(row);
        byCreation.remove(row);
        ids.remove(row);
        freeRow(row);
    }

    public static boolean isTerminal(final EvalStatus status) {
        return status != EvalStatus.PENDING && status != EvalStatus.BLOCKED;
    }

    private void link(final int row, final long high, final long low, final long createIndex) {
        id(row, high, low);
        createIndex(row, createIndex);
        job(row, Slab.NULL_ROW);
        Invariant.check(ids.add(row), "the index has room for every row");
        byCreation.add(row);
    }
}
