package io.drover.cluster.lifecycle;

import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.Slab;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes a job out of the state with its versions, deployments, allocations (and their registrations) and summaries. Its evaluations
 * stay as history; those that were to come are over.
 */
public final class JobRemoval {
    private static final int DESCRIPTION_LENGTH_MAX = 2_048;
    private static final UnsafeBuffer JOB = Text.of("job ");
    private static final UnsafeBuffer DELETED = Text.of(" deleted");

    private final ClusterState state;
    private final Step step;
    private final Evaluations evaluations;
    private final AllocTransitions transitions;
    private final VolumeUses volumeUses;
    private final JobStatuses statuses;
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[DESCRIPTION_LENGTH_MAX]);
    private final UnsafeBuffer description = new UnsafeBuffer(0, 0);

    public JobRemoval(
            final ClusterState state,
            final Step step,
            final Evaluations evaluations,
            final AllocTransitions transitions,
            final VolumeUses volumeUses,
            final JobStatuses statuses) {
        this.volumeUses = volumeUses;
        this.statuses = statuses;
        this.state = state;
        this.step = step;
        this.evaluations = evaluations;
        this.transitions = transitions;
    }

    public void remove(final int job) {
        // Versions go before the job does, and with them what it looked like.
        step.leaving(TableId.JOBS, job);
        statuses.onPurged(job);
        state.deadlines().cancel(DeadlineKind.PERIODIC_LAUNCH, job);
        removeDeployments(job);
        while (Slab.NULL_ROW != state.allocs().ofJob().first(job)) {
            transitions.remove(state.allocs().ofJob().first(job));
        }
        volumeUses.forgetJob(job);
        releaseEvals(job);
        removeSummaries(job);
        removeVersions(job);
        final JobTable jobs = state.jobs();
        state.namespaces().addMember(state.namespaces().find(jobs.namespace(job)), -1);
        step.job(job);
        step.jobVersions(job);
        step.summary(job);
        jobs.remove(job);
    }

    private void removeDeployments(final int job) {
        final DeploymentTable deployments = state.deployments();
        state.allocs().leaveDeployments(job, Slab.NULL_ROW);
        while (Slab.NULL_ROW != deployments.ofJob().first(job)) {
            final int deployment = deployments.ofJob().first(job);
            state.deadlines().cancel(DeadlineKind.DEPLOYMENT_PROGRESS, deployment);
            step.deployment(deployment);
            deployments.remove(deployment);
        }
    }

    private void releaseEvals(final int job) {
        final EvalTable evals = state.evals();
        final int length = describe(job);
        description.wrap(scratch, 0, length);
        while (Slab.NULL_ROW != evals.ofJob().first(job)) {
            final int eval = evals.ofJob().first(job);
            if (!EvalTable.isTerminal(evals.status(eval))) {
                evaluations.end(eval, EvalStatus.COMPLETE, description);
            }
            evals.detach(eval);
        }
    }

    private int describe(final int job) {
        int at = Text.put(scratch, 0, JOB);
        final int id = state.jobs().jobId(job);
        final var strings = state.heap().strings();
        scratch.putBytes(at, strings.buffer(id), strings.offset(id), strings.length(id));
        at += strings.length(id);
        return Text.put(scratch, at, DELETED);
    }

    private void removeSummaries(final int job) {
        while (Slab.NULL_ROW != state.summaries().ofJob().first(job)) {
            state.summaries().remove(state.summaries().ofJob().first(job));
        }
    }

    private void removeVersions(final int job) {
        final var versions = state.versions();
        final int current = state.jobs().current(job);
        state.pools().addMember(state.pools().find(versions.pool(current)), -1);
        state.jobs().current(job, Slab.NULL_ROW);
        while (Slab.NULL_ROW != versions.ofJob().first(job)) {
            versions.unlist(versions.ofJob().first(job));
        }
        step.single(TableId.JOB_SUBMISSIONS);
    }
}
