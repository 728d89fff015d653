package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/**
 * What allocations refer to: rows of other tables as long as those are there, and ids of what may be gone. A row gives way to the id of
 * what it was when that goes.
 */
public abstract class AllocReferences extends AllocRows {
    private final AllocRelations relations;
    private final VersionTable versions;
    private final EvalTable evals;
    private final NodeTable nodes;
    private final DeploymentTable deployments;

    AllocReferences(
            final int rowCountMax,
            final Heap heap,
            final VersionTable versions,
            final EvalTable evals,
            final NodeTable nodes,
            final DeploymentTable deployments) {
        super(rowCountMax, heap);
        this.versions = versions;
        this.evals = evals;
        this.nodes = nodes;
        this.deployments = deployments;
        relations = new AllocRelations(slab);
    }

    /** The rows of {@link AllocRelations}. */
    final Slab relationRows() {
        return relations.rows();
    }

    /** Its job, which is that of its version. */
    public int job(final int row) {
        return versions.job(version(row));
    }

    public int version(final int row) {
        return slab.getRow(row, AllocDescriptor.VERSION);
    }

    final void version(final int row, final int value) {
        slab.putRow(row, AllocDescriptor.VERSION, value);
    }

    public int node(final int row) {
        return slab.getRow(row, AllocDescriptor.NODE);
    }

    final void node(final int row, final int value) {
        slab.putRow(row, AllocDescriptor.NODE, value);
    }

    public long nodeIdHigh(final int row) {
        final int node = node(row);
        return Slab.NULL_ROW == node ? relations.high(row, AllocRelations.NODE) : nodes.idHigh(node);
    }

    public long nodeIdLow(final int row) {
        final int node = node(row);
        return Slab.NULL_ROW == node ? relations.low(row, AllocRelations.NODE) : nodes.idLow(node);
    }

    /** The id of a node that is not there. */
    public void formerNode(final int row, final long high, final long low) {
        node(row, Slab.NULL_ROW);
        relations.set(row, AllocRelations.NODE, high, low);
    }

    /** Row of its evaluation, or {@link Slab#NULL_ROW} when that is not there. */
    public int eval(final int row) {
        return slab.getRow(row, AllocDescriptor.EVAL);
    }

    final void eval(final int row, final int value) {
        slab.putRow(row, AllocDescriptor.EVAL, value);
    }

    public long evalIdHigh(final int row) {
        final int eval = eval(row);
        return Slab.NULL_ROW == eval ? relations.high(row, AllocRelations.EVAL) : evals.idHigh(eval);
    }

    public long evalIdLow(final int row) {
        final int eval = eval(row);
        return Slab.NULL_ROW == eval ? relations.low(row, AllocRelations.EVAL) : evals.idLow(eval);
    }

    /** The id of an evaluation that is not there. */
    public void formerEval(final int row, final long high, final long low) {
        relations.set(row, AllocRelations.EVAL, high, low);
    }

    /** Row of the deployment that it belongs to, or {@link Slab#NULL_ROW} when there is none, or none any more. */
    public int deployment(final int row) {
        return slab.getRow(row, AllocDescriptor.DEPLOYMENT);
    }

    /** It belongs to a deployment from now on, or to none. */
    public void deployment(final int row, final int value) {
        slab.putRow(row, AllocDescriptor.DEPLOYMENT, value);
        relations.set(row, AllocRelations.DEPLOYMENT, 0, 0);
    }

    public long deploymentIdHigh(final int row) {
        final int deployment = deployment(row);
        return Slab.NULL_ROW == deployment
                ? relations.high(row, AllocRelations.DEPLOYMENT)
                : deployments.idHigh(deployment);
    }

    public long deploymentIdLow(final int row) {
        final int deployment = deployment(row);
        return Slab.NULL_ROW == deployment
                ? relations.low(row, AllocRelations.DEPLOYMENT)
                : deployments.idLow(deployment);
    }

    /** The id of a deployment that is not there. */
    public void formerDeployment(final int row, final long high, final long low) {
        deployment(row, Slab.NULL_ROW);
        relations.set(row, AllocRelations.DEPLOYMENT, high, low);
    }

    public long previousAllocationHigh(final int row) {
        return relations.high(row, AllocRelations.PREVIOUS);
    }

    public long previousAllocationLow(final int row) {
        return relations.low(row, AllocRelations.PREVIOUS);
    }

    public void previousAllocation(final int row, final long high, final long low) {
        relations.set(row, AllocRelations.PREVIOUS, high, low);
    }

    public long nextAllocationHigh(final int row) {
        return relations.high(row, AllocRelations.NEXT);
    }

    public long nextAllocationLow(final int row) {
        return relations.low(row, AllocRelations.NEXT);
    }

    public void nextAllocation(final int row, final long high, final long low) {
        relations.set(row, AllocRelations.NEXT, high, low);
    }

    public long followUpEvalHigh(final int row) {
        return relations.high(row, AllocRelations.FOLLOW_UP);
    }

    public long followUpEvalLow(final int row) {
        return relations.low(row, AllocRelations.FOLLOW_UP);
    }

    public void followUpEval(final int row, final long high, final long low) {
        relations.set(row, AllocRelations.FOLLOW_UP, high, low);
    }

    public long preemptedByHigh(final int row) {
        return relations.high(row, AllocRelations.PREEMPTED_BY);
    }

    public long preemptedByLow(final int row) {
        return relations.low(row, AllocRelations.PREEMPTED_BY);
    }

    public void preemptedBy(final int row, final long high, final long low) {
        relations.set(row, AllocRelations.PREEMPTED_BY, high, low);
    }

    @Override
    final void freeRow(final int row) {
        relations.free(row);
        super.freeRow(row);
    }
}
