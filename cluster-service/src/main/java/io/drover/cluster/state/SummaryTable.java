package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.sbe.common.ClientStatus;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;

/** Counters of allocations by job and task group. Groups that left the job stay until summaries are reconciled. */
public final class SummaryTable extends SummaryRows {
    private final RowList ofJob;

    SummaryTable(final Limits limits, final Heap heap, final JobTable jobs) {
        super(limits.intValue(Limits.Key.SUMMARY_GROUPS_MAX), heap);
        ofJob = new RowList(jobs.slab, JobDescriptor.GROUPS, slab, SummaryDescriptor.OF_JOB);
    }

    /** Groups of a job, in the order in which they appeared. */
    public RowList ofJob() {
        return ofJob;
    }

    /** The counters of a group, or {@link Slab#NULL_ROW}. */
    public int find(final int job, final int name) {
        for (int row = ofJob.first(job); Slab.NULL_ROW != row; row = ofJob.next(row)) {
            if (name(row) == name) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }

    /** Adds zero counters for a group that has none, taking over the reference to its name. There must be room. */
    public int insert(final int job, final int name) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a summary was checked");
        job(row, job);
        name(row, name);
        ofJob.addLast(job, row);
        return row;
    }

    public void remove(final int row) {
        ofJob.remove(job(row), row);
        freeRow(row);
    }

    /** Counts a new allocation. */
    public void onPlaced(final int row) {
        starting(row, starting(row) + 1);
        queued(row, Math.max(0, queued(row) - 1));
    }

    /** Counts the change of a client status. What completed or failed once stays counted. */
    public void onStatus(final int row, final ClientStatus from, final ClientStatus to) {
        switch (from) {
            case PENDING -> starting(row, Math.max(0, starting(row) - 1));
            case RUNNING -> running(row, Math.max(0, running(row) - 1));
            case LOST -> lost(row, Math.max(0, lost(row) - 1));
            case UNKNOWN -> unknown(row, Math.max(0, unknown(row) - 1));
            default -> {}
        }
        switch (to) {
            case PENDING -> starting(row, starting(row) + 1);
            case RUNNING -> running(row, running(row) + 1);
            case COMPLETE -> complete(row, complete(row) + 1);
            case FAILED -> failed(row, failed(row) + 1);
            case LOST -> lost(row, lost(row) + 1);
            case UNKNOWN -> unknown(row, unknown(row) + 1);
            default -> {}
        }
    }
}
