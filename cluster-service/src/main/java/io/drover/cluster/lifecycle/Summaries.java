package io.drover.cluster.lifecycle;

import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.SummaryTable;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.ClientStatus;
import io.drover.scheduler.offheap.Slab;

/** Counts summaries anew from the allocations that are there, and drops groups that the job has not any more. */
public final class Summaries {
    private final ClusterState state;
    private final JobTable jobs;
    private final SummaryTable summaries;
    private final Step step;

    public Summaries(final ClusterState state, final Step step) {
        this.state = state;
        this.step = step;
        jobs = state.jobs();
        summaries = state.summaries();
    }

    public void reconcile() {
        step.begin();
        for (int job = jobs.rows().first();
                Slab.NULL_ROW != job;
                job = jobs.rows().next(job)) {
            clear(job);
            count(job);
            dropEmpty(job);
            jobs.summaryModifyIndex(job, step.index());
            step.summary(job);
        }
    }

    private void clear(final int job) {
        for (int row = summaries.ofJob().first(job);
                Slab.NULL_ROW != row;
                row = summaries.ofJob().next(row)) {
            summaries.complete(row, 0);
            summaries.failed(row, 0);
            summaries.running(row, 0);
            summaries.starting(row, 0);
            summaries.lost(row, 0);
            summaries.unknown(row, 0);
        }
    }

    /** Groups that the job has not any more go when no allocation is left of them. */
    private void dropEmpty(final int job) {
        int row = summaries.ofJob().first(job);
        while (Slab.NULL_ROW != row) {
            final int next = summaries.ofJob().next(row);
            final boolean isEmpty = 0
                    == summaries.complete(row)
                            + summaries.failed(row)
                            + summaries.running(row)
                            + summaries.starting(row)
                            + summaries.lost(row)
                            + summaries.unknown(row);
            if (isEmpty && state.versions().findGroup(jobs.current(job), summaries.name(row)) < 0) {
                summaries.remove(row);
            }
            row = next;
        }
    }

    private void count(final int job) {
        final AllocTable allocs = state.allocs();
        final VersionTable versions = state.versions();
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            final int row = summaries.find(job, versions.groupName(allocs.version(alloc), allocs.group(alloc)));
            if (Slab.NULL_ROW != row) {
                // From a status that no counter is taken away for.
                summaries.onStatus(row, ClientStatus.COMPLETE, allocs.clientStatus(alloc));
            }
        }
    }
}
