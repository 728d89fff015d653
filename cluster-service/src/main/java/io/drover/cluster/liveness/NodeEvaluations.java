package io.drover.cluster.liveness;

import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.JobType;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.Slab;

/**
 * One evaluation for each job that a change of a node concerns: jobs with allocations there, and the system jobs of its pool. Jobs in
 * the order of their rows.
 */
public final class NodeEvaluations {
    private final ClusterState state;
    private final Evaluations evaluations;
    private final Bits jobs;
    private int newest = Slab.NULL_ROW;

    public NodeEvaluations(final ClusterState state, final Evaluations evaluations) {
        this.state = state;
        this.evaluations = evaluations;
        jobs = new Bits(state.jobs().rows().rowCountMax());
    }

    /** Whether the evaluations of a node can be created. */
    public boolean hasRoomFor(final int node) {
        collect(node);
        return evaluations.hasRoomFor(jobs.cardinality());
    }

    /** Creates the evaluations and returns how many. */
    public int create(final int node, final EvalTrigger trigger) {
        collect(node);
        int count = 0;
        for (int job = jobs.nextSet(0); Bits.NONE != job; job = jobs.nextSet(job + 1)) {
            newest = evaluations.createForNode(job, trigger, node);
            count++;
        }
        return count;
    }

    /** The last evaluation that was created. */
    public int newest() {
        return newest;
    }

    private void collect(final int node) {
        jobs.clearAll();
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.ofNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofNode().next(alloc)) {
            if (concerns(alloc)) {
                jobs.set(allocs.job(alloc));
            }
        }
        final Bits systemJobs = state.jobs().systemJobs();
        for (int job = systemJobs.nextSet(0); Bits.NONE != job; job = systemJobs.nextSet(job + 1)) {
            if (runsInPool(job, state.nodes().pool(node))) {
                jobs.set(job);
            }
        }
    }

    private boolean concerns(final int alloc) {
        final AllocTable allocs = state.allocs();
        final JobType type = state.versions().type(allocs.version(alloc));
        final boolean isClientTerminal = AllocTable.isClientTerminal(allocs.clientStatus(alloc));
        // Of other types the ended ones stay ended; service allocations may be rescheduled.
        return !isClientTerminal || type == JobType.SERVICE && allocs.desiredStatus(alloc) == DesiredStatus.RUN;
    }

    private boolean runsInPool(final int job, final int pool) {
        final int version = state.jobs().current(job);
        final int jobPool = state.versions().pool(version);
        return !state.versions().isStopped(version)
                && (jobPool == pool || state.heap().strings().equalsAscii(jobPool, "all"));
    }
}
