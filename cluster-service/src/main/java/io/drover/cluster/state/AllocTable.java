package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.scheduler.offheap.IdOrder;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.SpreadIdIndex;

/**
 * Allocations by row and id, in two orders, and by job, node and evaluation. Lists are in the order of creation, which is that of the
 * rows' generations; those that a restored member cannot rebuild in that order (of an evaluation) are never observed in list order.
 */
public final class AllocTable extends AllocReferences {
    private final SpreadIdIndex ids;
    private final CreationOrder byCreation;
    private final RowList ofJob;
    private final RowList ofNode;
    private final RowList liveOfNode;
    private final RowList ofEval;
    private final JobTable jobs;
    private final VersionTable versions;
    private final AllocResources resources;
    private final AllocHistory histories;
    private final AllocMetrics metrics;

    AllocTable(
            final Limits limits,
            final Heap heap,
            final JobTable jobs,
            final VersionTable versions,
            final EvalTable evals,
            final NodeTable nodes,
            final DeploymentTable deployments) {
        super(limits.intValue(Limits.Key.ALLOCS_MAX), heap, versions, evals, nodes, deployments);
        this.jobs = jobs;
        this.versions = versions;
        resources = new AllocResources(this, heap);
        histories = new AllocHistory(this, heap);
        metrics = new AllocMetrics(this, heap);
        ids = new SpreadIdIndex(slab.rowCountMax(), this);
        byCreation = new CreationOrder(this, slab.rowCountMax());
        ofJob = new RowList(jobs.slab, JobDescriptor.ALLOCS, slab, AllocDescriptor.OF_JOB);
        ofNode = new RowList(nodes.slab, NodeDescriptor.ALLOCS, slab, AllocDescriptor.OF_NODE);
        liveOfNode = new RowList(nodes.slab, NodeDescriptor.LIVE_ALLOCS, slab, AllocDescriptor.LIVE_OF_NODE);
        ofEval = new RowList(evals.slab, EvalDescriptor.ALLOCS, slab, AllocDescriptor.OF_EVAL);
    }

    /** The row of an allocation, or {@link Slab#NULL_ROW}. */
    public int find(final long high, final long low) {
        return ids.find(high, low);
    }

    public IdOrder byId() {
        return ids;
    }

    public CreationOrder byCreation() {
        return byCreation;
    }

    public RowList ofJob() {
        return ofJob;
    }

    /** All allocations of a node. */
    public RowList ofNode() {
        return ofNode;
    }

    /** Those of a node that are not client-terminal: what holds its resources. */
    public RowList liveOfNode() {
        return liveOfNode;
    }

    /** Allocations that an evaluation placed or updated last; the order means nothing. */
    public RowList ofEval() {
        return ofEval;
    }

    /** Ports and cores. */
    public AllocResources resources() {
        return resources;
    }

    /** Transitions and reschedule events. */
    public AllocHistory histories() {
        return histories;
    }

    /** Why allocations were placed where they are. */
    public AllocMetrics metrics() {
        return metrics;
    }

    /** Looks at what changes when a node gets another allocation, so that the memory is near when it does. */
    public long glance(final int node) {
        final int last = ofNode.last(node);
        return Slab.NULL_ROW == last ? 0 : slab.getLong(last, AllocDescriptor.OF_NODE);
    }

    /** Adds an allocation, wanted and pending. There must be room. */
    public int insert(
            final long high,
            final long low,
            final long createIndex,
            final int version,
            final int node,
            final int eval) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for an allocation was checked");
        link(row, high, low, createIndex);
        version(row, version);
        versions.acquire(version);
        final int job = versions.job(version);
        node(row, node);
        attach(row, eval);
        jobs.unfinishedAllocs(job, jobs.unfinishedAllocs(job) + 1);
        return row;
    }

    /** Adds an allocation under the handle that a snapshot recorded; {@link #restoreLinks} follows when its fields are set. */
    public int restore(final long handle, final long high, final long low, final long createIndex) {
        Invariant.check(Slab.NULL_ROW == ids.find(high, low), "no other row has this id", handle);
        final int row = Handles.restore(slab, handle);
        link(row, high, low, createIndex);
        return row;
    }

    /** Puts a restored allocation whose statuses are set where it belongs. */
    public void restoreLinks(final int row, final int version, final int node, final int eval) {
        versions.acquire(version);
        version(row, version);
        final int job = versions.job(version);
        node(row, node);
        attach(row, eval);
        jobs.unfinishedAllocs(job, jobs.unfinishedAllocs(job) + (isTerminal(row) ? 0 : 1));
    }

    /** Puts a row whose job, node and statuses are set into its lists. */
    public void attach(final int row, final int eval) {
        ofJob.addLast(job(row), row);
        if (Slab.NULL_ROW != node(row)) {
            ofNode.addLast(node(row), row);
            if (!isClientTerminal(clientStatus(row))) {
                liveOfNode.addLast(node(row), row);
            }
        }
        if (Slab.NULL_ROW != eval) {
            eval(row, eval);
            ofEval.addLast(eval, row);
        }
    }

    /** The allocation belongs to another evaluation from now on. */
    public void moveToEval(final int row, final int eval) {
        leaveEval(row);
        eval(row, eval);
        ofEval.addLast(eval, row);
    }

    /** The allocation runs another version of its job from now on. */
    public void moveToVersion(final int row, final int version) {
        versions.acquire(version);
        versions.release(version(row));
        version(row, version);
    }

    /** Changes both statuses and keeps lists and counts right. */
    public void changeStatus(final int row, final DesiredStatus desired, final ClientStatus client) {
        final boolean wasClientTerminal = isClientTerminal(clientStatus(row));
        final boolean wasTerminal = isTerminal(row);
        desiredStatus(row, desired);
        clientStatus(row, client);
        if (wasTerminal != isTerminal(row)) {
            final int job = job(row);
            jobs.unfinishedAllocs(job, jobs.unfinishedAllocs(job) + (wasTerminal ? 1 : -1));
        }
        if (!wasClientTerminal && isClientTerminal(client) && Slab.NULL_ROW != node(row)) {
            liveOfNode.remove(node(row), row);
        }
        Invariant.check(!wasClientTerminal || isClientTerminal(client), "client-terminal is for ever", row);
    }

    /** Cuts an allocation off its node, which is going. */
    public void leaveNode(final int row) {
        final int node = node(row);
        if (liveOfNode.isLinked(row)) {
            liveOfNode.remove(node, row);
        }
        ofNode.remove(node, row);
        formerNode(row, nodeIdHigh(row), nodeIdLow(row));
    }

    /** Cuts the allocations of a job off a deployment of it that is going, or off all when none is named. */
    public void leaveDeployments(final int job, final int deployment) {
        for (int row = ofJob.first(job); Slab.NULL_ROW != row; row = ofJob.next(row)) {
            final int own = deployment(row);
            if (Slab.NULL_ROW != own && (own == deployment || Slab.NULL_ROW == deployment)) {
                formerDeployment(row, deploymentIdHigh(row), deploymentIdLow(row));
            }
        }
    }

    /** Finds the allocations of a deployment that was restored after them. */
    public void joinDeployment(final int job, final int deployment, final long high, final long low) {
        for (int row = ofJob.first(job); Slab.NULL_ROW != row; row = ofJob.next(row)) {
            if (deploymentIdHigh(row) == high && deploymentIdLow(row) == low) {
                deployment(row, deployment);
            }
        }
    }

    /** Removes an allocation that no registration refers to. */
    public void remove(final int row) {
        if (!isTerminal(row)) {
            jobs.unfinishedAllocs(job(row), jobs.unfinishedAllocs(job(row)) - 1);
        }
        if (Slab.NULL_ROW != node(row)) {
            leaveNode(row);
        }
        leaveEval(row);
        ofJob.remove(job(row), row);
        resources.release(row);
        metrics.release(row);
        byCreation.remove(row);
        ids.remove(row);
        final int version = version(row);
        freeRow(row);
        versions.release(version);
    }

    /** Whether nobody wants it to run, or it has ended. */
    public boolean isTerminal(final int row) {
        return desiredStatus(row) != DesiredStatus.RUN || isClientTerminal(clientStatus(row));
    }

    public static boolean isClientTerminal(final ClientStatus status) {
        return status == ClientStatus.COMPLETE || status == ClientStatus.FAILED || status == ClientStatus.LOST;
    }

    private void leaveEval(final int row) {
        if (Slab.NULL_ROW != eval(row)) {
            ofEval.remove(eval(row), row);
        }
    }

    private void link(final int row, final long high, final long low, final long createIndex) {
        id(row, high, low);
        createIndex(row, createIndex);
        Invariant.check(ids.add(row), "the index has room for every row");
        byCreation.add(row);
    }
}
