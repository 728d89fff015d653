package io.drover.cluster.lifecycle;

import io.drover.cluster.spec.SpecGroup;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.JobStatus;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;

/** What may be collected: rows that are over, old enough, and needed by nothing that is not. Counts the rows it looks at. */
final class GarbageRules {
    private final ClusterState state;
    private final EvalTable evals;
    private final AllocTable allocs;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final SpecReader specs;
    private boolean isForced;
    private long looks;

    GarbageRules(final ClusterState state, final Step step, final SpecReader specs) {
        this.state = state;
        this.step = step;
        this.specs = specs;
        evals = state.evals();
        allocs = state.allocs();
        jobs = state.jobs();
        versions = state.versions();
    }

    /** Begins to count anew; age does not matter when somebody asked for the collection. */
    void begin(final boolean forced) {
        isForced = forced;
        looks = 0;
    }

    /** Rows looked at beside those asked about. */
    long looks() {
        return looks;
    }

    /** Whether a job is over, and nothing of it may still run. */
    boolean isCollectibleJob(final int job) {
        final int version = jobs.current(job);
        final boolean isParent = versions.isPeriodic(version) || versions.isParameterized(version);
        final boolean endsByItself =
                versions.type(version) == JobType.BATCH || versions.type(version) == JobType.SYSBATCH;
        final boolean isOver = versions.isStopped(version) || endsByItself && !isParent;
        return isOver
                && jobs.status(job) == JobStatus.DEAD
                && isOld(versions.submitTimeMs(version), Limits.Key.JOB_GC_THRESHOLD_MS)
                && 0 == jobs.unfinishedEvals(job)
                && 0 == jobs.unfinishedAllocs(job)
                && areAllClientTerminal(job)
                && !hasTag(job);
    }

    private boolean hasTag(final int job) {
        for (int row = versions.ofJob().first(job);
                Slab.NULL_ROW != row;
                row = versions.ofJob().next(row)) {
            if (StringTable.EMPTY != versions.tagName(row)) {
                return true;
            }
        }
        return false;
    }

    /** Tasks that were told to stop may still run; their job waits for them. */
    private boolean areAllClientTerminal(final int job) {
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            looks++;
            if (!AllocTable.isClientTerminal(allocs.clientStatus(alloc))) {
                return false;
            }
        }
        return true;
    }

    /** Whether an evaluation is over with all that it placed. */
    boolean isCollectibleEval(final int eval) {
        return EvalTable.isTerminal(evals.status(eval)) && isOver(eval);
    }

    /** Whether all that an evaluation placed is over, and would not be placed again. */
    boolean isOver(final int eval) {
        final int job = evals.job(eval);
        final boolean isBatch = evals.type(eval) == JobType.BATCH;
        // What a batch job has done is remembered as long as the job is there and not stopped, or it would run again.
        if (isBatch
                && Slab.NULL_ROW != job
                && !versions.isStopped(jobs.current(job))
                && allocs.ofEval().count(eval) > 0) {
            return false;
        }
        final Limits.Key threshold = isBatch ? Limits.Key.BATCH_EVAL_GC_THRESHOLD_MS : Limits.Key.EVAL_GC_THRESHOLD_MS;
        if (!isOld(evals.modifyTimeMs(eval), threshold)) {
            return false;
        }
        for (int alloc = allocs.ofEval().first(eval);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofEval().next(alloc)) {
            looks++;
            if (!isCollectibleAlloc(alloc, threshold)) {
                return false;
            }
        }
        return true;
    }

    private boolean isCollectibleAlloc(final int alloc, final Limits.Key threshold) {
        final boolean runs =
                !AllocTable.isClientTerminal(allocs.clientStatus(alloc)) && Slab.NULL_ROW != allocs.node(alloc);
        if (runs || !allocs.isTerminal(alloc) || !isOld(allocs.modifyTimeMs(alloc), threshold)) {
            return false;
        }
        final boolean wasReplaced = (allocs.nextAllocationHigh(alloc) | allocs.nextAllocationLow(alloc)) != 0;
        final boolean isOver = jobs.status(allocs.job(alloc)) == JobStatus.DEAD
                || allocs.desiredStatus(alloc) == DesiredStatus.STOP
                || allocs.clientStatus(alloc) != ClientStatus.FAILED
                || wasReplaced;
        return isOver || !mayBeReplaced(alloc);
    }

    private boolean mayBeReplaced(final int alloc) {
        final SpecGroup rules = specs.group(allocs.version(alloc), allocs.group(alloc));
        return rules.reschedules();
    }

    /** Whether a deployment is over with all its allocations. */
    boolean isCollectibleDeployment(final int deployment) {
        final DeploymentTable deployments = state.deployments();
        if (DeploymentTable.isActive(deployments.status(deployment))
                || !isOld(deployments.modifyTimeMs(deployment), Limits.Key.DEPLOYMENT_GC_THRESHOLD_MS)) {
            return false;
        }
        final int job = deployments.job(deployment);
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            looks++;
            if (allocs.deployment(alloc) == deployment && !allocs.isTerminal(alloc)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no node runs a plugin any more. */
    boolean isCollectiblePlugin(final int plugin) {
        return Slab.NULL_ROW == state.csiMembers().ofPlugin().first(plugin)
                && isOld(state.csiPlugins().modifyTimeMs(plugin), Limits.Key.CSI_PLUGIN_GC_THRESHOLD_MS);
    }

    /** Whether nobody has detached a volume for so long that nobody will. */
    boolean mayLoseClaims(final int volume) {
        return isOld(state.csiVolumes().modifyTimeMs(volume), Limits.Key.CSI_CLAIM_GC_THRESHOLD_MS);
    }

    /** Whether a node is down for good. */
    boolean isCollectibleNode(final int node) {
        if (state.nodes().status(node) != NodeStatus.DOWN
                || !isOld(state.nodes().statusUpdatedMs(node), Limits.Key.NODE_GC_THRESHOLD_MS)) {
            return false;
        }
        for (int alloc = allocs.ofNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofNode().next(alloc)) {
            looks++;
            if (!allocs.isTerminal(alloc)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOld(final long timeMs, final Limits.Key threshold) {
        return isForced || step.nowMs() - timeMs >= state.limits().get(threshold);
    }
}
