package io.drover.cluster.invariant;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.eval.EvalQueue;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.EvalTable;
import io.drover.sbe.common.EvalStatus;
import io.drover.scheduler.offheap.Slab;

/** Evaluations wait where they should; allocations and deployments refer to what is there. */
final class WorkInvariants {
    private final ClusterState state;
    private final EvalQueue queue;

    WorkInvariants(final Engine engine) {
        state = engine.state();
        queue = engine.queue();
    }

    void check(final Violations violations) {
        final EvalTable evals = state.evals();
        for (int eval = evals.rows().first();
                Slab.NULL_ROW != eval;
                eval = evals.rows().next(eval)) {
            checkEval(evals, eval, violations);
        }
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.rows().first();
                Slab.NULL_ROW != alloc;
                alloc = allocs.rows().next(alloc)) {
            checkAlloc(allocs, alloc, violations);
        }
        final DeploymentTable deployments = state.deployments();
        for (int row = deployments.rows().first();
                Slab.NULL_ROW != row;
                row = deployments.rows().next(row)) {
            checkDeployment(deployments, row, violations);
        }
    }

    private void checkEval(final EvalTable evals, final int eval, final Violations violations) {
        final boolean isQueued = queue.contains(eval);
        final boolean isDelayed = state.deadlines().isScheduled(DeadlineKind.EVAL_WAIT, eval);
        final EvalStatus status = evals.status(eval);
        if (status == EvalStatus.PENDING) {
            violations.check(isQueued != isDelayed, "a pending evaluation is queued or waits for its time", eval);
        } else if (status == EvalStatus.BLOCKED) {
            violations.check(
                    isQueued == evals.isUnblocked(eval), "a blocked evaluation is queued when it was let go", eval);
        } else {
            violations.check(!isQueued && !isDelayed, "a terminal evaluation waits for nothing", eval);
        }
        violations.check(evals.createIndex(eval) <= evals.modifyIndex(eval), "indexes rise", eval);
    }

    private void checkAlloc(final AllocTable allocs, final int alloc, final Violations violations) {
        final int version = allocs.version(alloc);
        violations.check(state.versions().rows().isLive(version), "the version of an allocation is there", alloc);
        violations.check(
                allocs.group(alloc) < state.versions().groupCount(version),
                "the group of an allocation is in its version",
                alloc);
        violations.equal(
                allocs.job(alloc), state.versions().job(version), "allocation and version are of one job", alloc);
        final boolean isLive =
                Slab.NULL_ROW != allocs.node(alloc) && !AllocTable.isClientTerminal(allocs.clientStatus(alloc));
        violations.check(
                isLive == allocs.liveOfNode().isLinked(alloc), "live allocations are listed by their node", alloc);
        final int eval = allocs.eval(alloc);
        violations.check(
                Slab.NULL_ROW != eval == allocs.ofEval().isLinked(alloc)
                        && state.evals().find(allocs.evalIdHigh(alloc), allocs.evalIdLow(alloc)) == eval,
                "allocations are listed by their evaluation",
                alloc);
        final int deployment = allocs.deployment(alloc);
        violations.check(
                state.deployments().find(allocs.deploymentIdHigh(alloc), allocs.deploymentIdLow(alloc)) == deployment
                        && (Slab.NULL_ROW == deployment || state.deployments().job(deployment) == allocs.job(alloc)),
                "the deployment of an allocation is there, and of the same job",
                alloc);
        violations.check(allocs.createIndex(alloc) <= allocs.modifyIndex(alloc), "indexes rise", alloc);
        violations.check(allocs.allocModifyIndex(alloc) <= allocs.modifyIndex(alloc), "indexes rise", alloc);
    }

    private void checkDeployment(final DeploymentTable deployments, final int row, final Violations violations) {
        final DeploymentGroupTable groups = deployments.groups();
        for (int group = groups.ofDeployment().first(row);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            final int decided = groups.healthyAllocs(group) + groups.unhealthyAllocs(group);
            violations.check(groups.healthyAllocs(group) >= 0, "healthy allocations are not negative", row);
            violations.check(
                    decided <= groups.placedAllocs(group), "no more allocations have a health than were placed", row);
        }
        violations.check(
                DeploymentTable.isActive(deployments.status(row))
                        || !state.deadlines().isScheduled(DeadlineKind.DEPLOYMENT_PROGRESS, row),
                "an ended deployment has no deadline",
                row);
    }
}
