package io.drover.cluster.invariant;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.InvariantViolation;
import io.drover.scheduler.offheap.Slab;
import java.util.List;

/**
 * Checks all tables against one another:
 *
 * <pre>
 *  uses of volumes ⊆ live allocations on the volume's node
 *  registrations ⊆ live allocations on their nodes      usage of a node = Σ of its live allocations
 *  summaries, statuses, counts = what a scan finds      pending evaluations are queued or wait for their time
 *  references resolve, lists and orders hold            indexes only rise
 * </pre>
 *
 * <p>Looks at every row, and allocates: for tests, simulations, and questions of operators.
 */
public final class InvariantChecker {
    /** What is looked at, in words for operators. */
    public static final List<String> SUBJECTS = List.of(
            "indexes only rise, and no table is ahead of the last step",
            "lists, orders and indexes by id hold",
            "nodes: usage is the sum of live allocations, registrations follow their allocations",
            "jobs: statuses, versions, summaries and counts are what a scan finds",
            "evaluations, allocations, deployments: references resolve, what is pending waits somewhere",
            "access control: entries are found by name and by alias, expiries are scheduled",
            "variables and keys: what is sealed has its key, held locks end");

    private final Engine engine;
    private final ClusterState state;
    private final NodeInvariants nodes;
    private final JobInvariants jobs;
    private final WorkInvariants work;
    private final AclInvariants acl;
    private final VolumeInvariants volumes;
    private final CsiInvariants csi;

    public InvariantChecker(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        nodes = new NodeInvariants(engine);
        jobs = new JobInvariants(engine);
        work = new WorkInvariants(engine);
        acl = new AclInvariants(engine);
        volumes = new VolumeInvariants(engine);
        csi = new CsiInvariants(engine);
    }

    /** What is violated at the moment. */
    public Violations check() {
        final Violations violations = new Violations();
        checkIndexes(violations);
        checkStructures(violations);
        nodes.check(violations);
        jobs.check(violations);
        work.check(violations);
        acl.check(violations);
        volumes.check(violations);
        csi.check(violations);
        new SecretInvariants(state).check(violations);
        return violations;
    }

    private void checkIndexes(final Violations violations) {
        final long last = state.indexes().last();
        for (final TableId table : TableId.values()) {
            if (table != TableId.NULL_VAL && table != TableId.SBE_UNKNOWN) {
                violations.check(state.indexes().of(table) <= last, "no table is ahead of the index", table.ordinal());
            }
        }
        violations.check(!engine.step().isOpen(), "every step was ended", last);
    }

    /** Lists and orders fail with an exception where they do not hold. */
    private void checkStructures(final Violations violations) {
        try {
            state.nodes().byId().verify();
            state.jobs().byName().index().verify();
            state.evals().byId().verify();
            state.evals().byCreation().verify();
            state.allocs().byId().verify();
            state.allocs().byCreation().verify();
            state.deployments().byId().verify();
            state.deployments().byCreation().verify();
            state.services().byName().index().verify();
            state.variables().byPath().index().verify();
            volumes.verify();
            csi.verify();
            state.deadlines().verify();
            verifyLists();
        } catch (final RuntimeException | InvariantViolation ex) {
            violations.defect("lists and orders hold", ex);
        }
    }

    private void verifyLists() {
        final Slab jobRows = state.jobs().rows();
        for (int job = jobRows.first(); Slab.NULL_ROW != job; job = jobRows.next(job)) {
            state.versions().ofJob().verify(job);
            state.summaries().ofJob().verify(job);
            state.evals().ofJob().verify(job);
            state.allocs().ofJob().verify(job);
            state.deployments().ofJob().verify(job);
        }
        final Slab nodeRows = state.nodes().rows();
        for (int node = nodeRows.first(); Slab.NULL_ROW != node; node = nodeRows.next(node)) {
            state.allocs().ofNode().verify(node);
            state.allocs().liveOfNode().verify(node);
            state.services().ofNode().verify(node);
        }
        final Slab allocRows = state.allocs().rows();
        for (int alloc = allocRows.first(); Slab.NULL_ROW != alloc; alloc = allocRows.next(alloc)) {
            state.services().ofAlloc().verify(alloc);
        }
    }
}
