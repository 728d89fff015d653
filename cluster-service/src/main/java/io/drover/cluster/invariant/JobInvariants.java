package io.drover.cluster.invariant;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.eval.BlockedEvals;
import io.drover.cluster.lifecycle.JobStatuses;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.NamedTable;
import io.drover.cluster.state.SummaryTable;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.JobStatus;
import io.drover.scheduler.offheap.Slab;

/** Jobs: statuses, summaries and counts are those that a scan finds; versions live as long as something refers to them. */
final class JobInvariants {
    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final SummaryTable summaries;
    private final AllocTable allocs;
    private final JobStatuses statuses;
    private final BlockedEvals blocked;

    JobInvariants(final Engine engine) {
        state = engine.state();
        jobs = state.jobs();
        versions = state.versions();
        summaries = state.summaries();
        allocs = state.allocs();
        statuses = engine.statuses();
        blocked = engine.blocked();
    }

    void check(final Violations violations) {
        for (int job = jobs.rows().first();
                Slab.NULL_ROW != job;
                job = jobs.rows().next(job)) {
            checkCounts(job, violations);
            checkStatus(job, violations);
            checkChildren(job, violations);
            for (int group = summaries.ofJob().first(job);
                    Slab.NULL_ROW != group;
                    group = summaries.ofJob().next(group)) {
                checkSummary(job, group, violations);
            }
        }
        checkReferences(violations);
        checkMembers(violations);
    }

    private void checkCounts(final int job, final Violations violations) {
        int unfinishedAllocs = 0;
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            unfinishedAllocs += allocs.isTerminal(alloc) ? 0 : 1;
        }
        int unfinishedEvals = 0;
        final EvalTable evals = state.evals();
        for (int eval = evals.ofJob().first(job);
                Slab.NULL_ROW != eval;
                eval = evals.ofJob().next(eval)) {
            unfinishedEvals += EvalTable.isTerminal(evals.status(eval)) ? 0 : 1;
            if (evals.status(eval) == EvalStatus.BLOCKED) {
                final int node = state.nodes().find(evals.nodeIdHigh(eval), evals.nodeIdLow(eval));
                if (!blocked.isOfNode(eval)) {
                    violations.equal(eval, jobs.blockedEval(job), "a job knows its blocked evaluation", job);
                } else if (Slab.NULL_ROW != node) {
                    violations.equal(eval, blocked.find(job, node), "one evaluation of a job waits for a node", job);
                }
            }
        }
        int unfinishedDeployments = 0;
        final DeploymentTable deployments = state.deployments();
        for (int row = deployments.ofJob().first(job);
                Slab.NULL_ROW != row;
                row = deployments.ofJob().next(row)) {
            unfinishedDeployments += DeploymentTable.isActive(deployments.status(row)) ? 1 : 0;
        }
        violations.equal(unfinishedAllocs, jobs.unfinishedAllocs(job), "unfinished allocations are counted", job);
        violations.equal(unfinishedEvals, jobs.unfinishedEvals(job), "unfinished evaluations are counted", job);
        violations.equal(
                unfinishedDeployments, jobs.unfinishedDeployments(job), "unfinished deployments are counted", job);
    }

    private void checkStatus(final int job, final Violations violations) {
        final boolean isDerived =
                jobs.status(job) == statuses.derive(job, false) || jobs.status(job) == statuses.derive(job, true);
        violations.check(isDerived, "the status of a job follows from what it has", job);
        violations.check(versions.rows().isLive(jobs.current(job)), "a job has a current version", job);
        violations.check(jobs.createIndex(job) <= jobs.modifyIndex(job), "indexes rise", job);
        violations.check(jobs.jobModifyIndex(job) <= jobs.modifyIndex(job), "indexes rise", job);
    }

    /** The dead are not counted again: those that were purged go on counting. */
    private void checkChildren(final int job, final Violations violations) {
        int pending = 0;
        int running = 0;
        for (int child = jobs.children().first(job);
                Slab.NULL_ROW != child;
                child = jobs.children().next(child)) {
            pending += jobs.status(child) == JobStatus.PENDING ? 1 : 0;
            running += jobs.status(child) == JobStatus.RUNNING ? 1 : 0;
            violations.equal(job, jobs.parent(child), "a child knows its parent", child);
        }
        violations.equal(pending, jobs.childrenPending(job), "pending children are counted", job);
        violations.equal(running, jobs.childrenRunning(job), "running children are counted", job);
    }

    private void checkSummary(final int job, final int group, final Violations violations) {
        int running = 0;
        int starting = 0;
        int unknown = 0;
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            if (versions.groupName(allocs.version(alloc), allocs.group(alloc)) == summaries.name(group)) {
                final ClientStatus status = allocs.clientStatus(alloc);
                running += status == ClientStatus.RUNNING ? 1 : 0;
                starting += status == ClientStatus.PENDING ? 1 : 0;
                unknown += status == ClientStatus.UNKNOWN ? 1 : 0;
            }
        }
        violations.equal(running, summaries.running(group), "running allocations are summed up", job);
        violations.equal(starting, summaries.starting(group), "starting allocations are summed up", job);
        violations.equal(unknown, summaries.unknown(group), "unknown allocations are summed up", job);
    }

    private void checkReferences(final Violations violations) {
        final Slab rows = versions.rows();
        int rowLimit = 0;
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            rowLimit = row + 1;
        }
        final int[] references = new int[rowLimit];
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            references[row] += versions.isListed(row) ? 1 : 0;
            if (Slab.NULL_ROW != versions.source(row)) {
                references[versions.source(row)]++;
            }
        }
        for (int alloc = allocs.rows().first();
                Slab.NULL_ROW != alloc;
                alloc = allocs.rows().next(alloc)) {
            references[allocs.version(alloc)]++;
        }
        final DeploymentTable deployments = state.deployments();
        for (int row = deployments.rows().first();
                Slab.NULL_ROW != row;
                row = deployments.rows().next(row)) {
            references[deployments.version(row)]++;
        }
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            violations.equal(references[row], versions.references(row), "references of a version are counted", row);
        }
    }

    private void checkMembers(final Violations violations) {
        final NamedTable namespaces = state.namespaces();
        final NamedTable pools = state.pools();
        long jobsInNamespaces = 0;
        for (int row = namespaces.rows().first();
                Slab.NULL_ROW != row;
                row = namespaces.rows().next(row)) {
            jobsInNamespaces += namespaces.memberCount(row);
        }
        long membersOfPools = 0;
        for (int row = pools.rows().first();
                Slab.NULL_ROW != row;
                row = pools.rows().next(row)) {
            membersOfPools += pools.memberCount(row);
        }
        violations.equal(jobs.rows().count(), jobsInNamespaces, "jobs are members of namespaces", 0);
        violations.equal(
                (long) jobs.rows().count() + state.nodes().rows().count(),
                membersOfPools,
                "jobs and nodes are members of pools",
                0);
    }
}
