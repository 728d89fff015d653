package io.drover.cluster.lifecycle;

import io.drover.cluster.liveness.NodeRemoval;
import io.drover.cluster.spec.SpecGroup;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
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
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;

/**
 * Collects what is over and old enough: evaluations with their allocations, jobs, deployments, nodes. An allocation is deleted together
 * with its registrations. One pass deletes a bounded number of rows; the rest waits for the next.
 */
public final class Garbage {
    private final ClusterState state;
    private final EvalTable evals;
    private final AllocTable allocs;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final SpecReader specs;
    private final AllocTransitions transitions;
    private final JobRemoval jobRemoval;
    private final NodeRemoval nodeRemoval;
    private final JobStatuses statuses;
    private final long rowsMax;
    private boolean isForced;
    private long rows;

    public Garbage(
            final ClusterState state,
            final Step step,
            final SpecReader specs,
            final AllocTransitions transitions,
            final JobRemoval jobRemoval,
            final NodeRemoval nodeRemoval,
            final JobStatuses statuses) {
        this.state = state;
        this.step = step;
        this.specs = specs;
        this.transitions = transitions;
        this.jobRemoval = jobRemoval;
        this.nodeRemoval = nodeRemoval;
        this.statuses = statuses;
        evals = state.evals();
        allocs = state.allocs();
        jobs = state.jobs();
        versions = state.versions();
        rowsMax = state.limits().get(Limits.Key.GC_ROWS_PER_ENTRY);
    }

    /**
     * Collects within an open step or begins one as soon as there is something to collect.
     *
     * @param forced whether age does not matter.
     * @return whether there may be more.
     */
    public boolean collect(final boolean forced) {
        isForced = forced;
        rows = 0;
        collectJobs();
        collectEvals();
        collectDeployments();
        collectNodes();
        return rows >= rowsMax;
    }

    private void collectJobs() {
        for (int job = jobs.rows().first();
                Slab.NULL_ROW != job && hasBudget();
                job = jobs.rows().next(job)) {
            if (isCollectible(job)) {
                begin();
                rows += 1L + allocs.ofJob().count(job) + evals.ofJob().count(job);
                deleteEvals(job);
                jobRemoval.remove(job);
            }
        }
    }

    private void deleteEvals(final int job) {
        while (Slab.NULL_ROW != evals.ofJob().first(job)) {
            deleteEval(evals.ofJob().first(job));
        }
    }

    private void collectEvals() {
        int eval = firstEval();
        while (Slab.NULL_ROW != eval && hasBudget()) {
            // The order changes when a row goes, so the next one is sought by the key of this one.
            final long createIndex = evals.createIndex(eval);
            final long high = evals.idHigh(eval);
            final long low = evals.idLow(eval);
            if (isCollectibleEval(eval)) {
                begin();
                final int job = evals.job(eval);
                deleteEval(eval);
                if (Slab.NULL_ROW != job) {
                    statuses.updateAfterCollection(job);
                }
                eval = evals.byCreation().seek(createIndex, high, low).next();
            } else {
                final OrderedIndex.Cursor cursor = evals.byCreation().seek(createIndex, high, low);
                cursor.next();
                eval = cursor.next();
            }
        }
    }

    private int firstEval() {
        return evals.byCreation().start(false).next();
    }

    private void deleteEval(final int eval) {
        while (Slab.NULL_ROW != allocs.ofEval().first(eval)) {
            transitions.remove(allocs.ofEval().first(eval));
            rows++;
        }
        step.eval(eval);
        evals.remove(eval);
        rows++;
    }

    private void collectDeployments() {
        final DeploymentTable deployments = state.deployments();
        int row = deployments.rows().first();
        while (Slab.NULL_ROW != row && hasBudget()) {
            final int next = deployments.rows().next(row);
            if (isCollectibleDeployment(row)) {
                begin();
                state.deadlines().cancel(DeadlineKind.DEPLOYMENT_PROGRESS, row);
                step.deployment(row);
                deployments.remove(row);
                rows++;
            }
            row = next;
        }
    }

    private void collectNodes() {
        final Slab nodes = state.nodes().rows();
        int node = nodes.first();
        while (Slab.NULL_ROW != node && hasBudget()) {
            final int next = nodes.next(node);
            if (isCollectibleNode(node)) {
                begin();
                nodeRemoval.remove(node);
                rows++;
            }
            node = next;
        }
    }

    private boolean isCollectible(final int job) {
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
            if (!AllocTable.isClientTerminal(allocs.clientStatus(alloc))) {
                return false;
            }
        }
        return true;
    }

    private boolean isCollectibleEval(final int eval) {
        if (!EvalTable.isTerminal(evals.status(eval))) {
            return false;
        }
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

    private boolean isCollectibleDeployment(final int deployment) {
        final DeploymentTable deployments = state.deployments();
        if (DeploymentTable.isActive(deployments.status(deployment))
                || !isOld(deployments.modifyTimeMs(deployment), Limits.Key.DEPLOYMENT_GC_THRESHOLD_MS)) {
            return false;
        }
        final int job = deployments.job(deployment);
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            final boolean belongs = allocs.deploymentIdHigh(alloc) == deployments.idHigh(deployment)
                    && allocs.deploymentIdLow(alloc) == deployments.idLow(deployment);
            if (belongs && !allocs.isTerminal(alloc)) {
                return false;
            }
        }
        return true;
    }

    private boolean isCollectibleNode(final int node) {
        if (state.nodes().status(node) != NodeStatus.DOWN
                || !isOld(state.nodes().statusUpdatedMs(node), Limits.Key.NODE_GC_THRESHOLD_MS)) {
            return false;
        }
        for (int alloc = allocs.ofNode().first(node);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofNode().next(alloc)) {
            if (!allocs.isTerminal(alloc)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOld(final long timeMs, final Limits.Key threshold) {
        return isForced || step.nowMs() - timeMs >= state.limits().get(threshold);
    }

    private boolean hasBudget() {
        return rows < rowsMax;
    }

    private void begin() {
        if (!step.isOpen()) {
            step.begin();
        }
    }

    /** The next collection is due after the interval. */
    public void scheduleNext() {
        state.deadlines()
                .schedule(
                        DeadlineKind.RECURRING,
                        DeadlineKind.GARBAGE,
                        step.nowMs() + state.limits().get(Limits.Key.GC_INTERVAL_MS));
    }

    /** The rest of a forced collection follows with the next entry. */
    public void scheduleForced() {
        state.deadlines().schedule(DeadlineKind.RECURRING, DeadlineKind.FORCED_GARBAGE, step.nowMs() + 1);
    }
}
