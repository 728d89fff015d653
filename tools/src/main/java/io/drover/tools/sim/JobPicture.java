package io.drover.tools.sim;

import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.EvalTable;
import io.drover.scheduler.offheap.Slab;

/** A job's allocations, evaluations and deployments as text, for whoever wants to know why it is not as it should be. */
final class JobPicture {
    private JobPicture() {}

    static String of(final ClusterState state, final int job) {
        final StringBuilder text = new StringBuilder();
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            text.append("\n    alloc ")
                    .append(allocs.nameIndex(alloc))
                    .append(" group ")
                    .append(allocs.group(alloc))
                    .append(" v")
                    .append(state.versions().version(allocs.version(alloc)))
                    .append(' ')
                    .append(allocs.desiredStatus(alloc))
                    .append('/')
                    .append(allocs.clientStatus(alloc))
                    .append(" created at ")
                    .append(allocs.createIndex(alloc))
                    .append(", changed at ")
                    .append(allocs.modifyIndex(alloc))
                    .append(allocs.followUpEvalHigh(alloc) != 0 ? ", followed" : "")
                    .append(allocs.nextAllocationHigh(alloc) != 0 ? ", replaced" : "");
        }
        final EvalTable evals = state.evals();
        for (int eval = evals.ofJob().first(job);
                Slab.NULL_ROW != eval;
                eval = evals.ofJob().next(eval)) {
            text.append("\n    eval ")
                    .append(evals.trigger(eval))
                    .append(' ')
                    .append(evals.status(eval))
                    .append(" created at ")
                    .append(evals.createIndex(eval))
                    .append(", changed at ")
                    .append(evals.modifyIndex(eval));
        }
        final DeploymentTable deployments = state.deployments();
        for (int row = deployments.ofJob().first(job);
                Slab.NULL_ROW != row;
                row = deployments.ofJob().next(row)) {
            text.append("\n    deployment of v")
                    .append(deployments.jobVersion(row))
                    .append(' ')
                    .append(deployments.status(row))
                    .append(", changed at ")
                    .append(deployments.modifyIndex(row));
        }
        return text.toString();
    }
}
