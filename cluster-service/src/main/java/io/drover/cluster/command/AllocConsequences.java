package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.DeploymentWatch;
import io.drover.cluster.spec.SpecGroup;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.Health;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/**
 * What follows from reports of nodes, collected over one command: at most one evaluation for each job and cause, and one look at each
 * deployment.
 */
final class AllocConsequences {
    private static final DirectBuffer RECONNECTED = Text.of("allocs reconnected");

    private final ClusterState state;
    private final AllocTable allocs;
    private final Step step;
    private final Engine engine;
    private final DeploymentWatch watch;
    private final Bits reportedJobs;
    private final Bits failedJobs;
    private final Bits reconnectedJobs;
    private final Bits deployments;

    AllocConsequences(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        allocs = state.allocs();
        step = engine.step();
        watch = engine.deploymentWatch();
        final int jobsMax = state.jobs().rows().rowCountMax();
        reportedJobs = new Bits(jobsMax);
        failedJobs = new Bits(jobsMax);
        reconnectedJobs = new Bits(jobsMax);
        deployments = new Bits(state.deployments().rows().rowCountMax());
    }

    /** A node reported a status, which has been applied. */
    void onReported(final int alloc, final ClientStatus before, final ClientStatus status) {
        final int job = allocs.job(alloc);
        reportedJobs.set(job);
        if (before == ClientStatus.UNKNOWN && status != ClientStatus.UNKNOWN) {
            reconnectedJobs.set(job);
            endFollowUp(alloc);
        }
        if (before != ClientStatus.FAILED && status == ClientStatus.FAILED && mayBeReplaced(alloc)) {
            failedJobs.set(job);
        }
    }

    /** A node, or somebody, decided on the health of an allocation. */
    void onHealth(final int alloc, final Health health, final long timestampMs) {
        final Health before = allocs.health(alloc);
        if (before == health) {
            return;
        }
        allocs.health(alloc, health);
        allocs.hasDeploymentStatus(alloc, true);
        allocs.healthTimestampMs(alloc, timestampMs);
        allocs.healthModifyIndex(alloc, step.index());
        engine.counters().onHealth(alloc, before, timestampMs);
        final int deployment = engine.counters().deployment(alloc);
        if (Slab.NULL_ROW != deployment) {
            deployments.set(deployment);
        }
    }

    /** Creates what follows. */
    void conclude() {
        for (int row = deployments.nextSet(0); Bits.NONE != row; row = deployments.nextSet(row + 1)) {
            watch.onHealthChanged(row);
        }
        deployments.clearAll();
        createEvals(failedJobs, EvalTrigger.ALLOC_FAILURE);
        createEvals(reconnectedJobs, EvalTrigger.RECONNECT);
        for (int job = reportedJobs.nextSet(0); Bits.NONE != job; job = reportedJobs.nextSet(job + 1)) {
            engine.statuses().update(job);
        }
        reportedJobs.clearAll();
    }

    private void createEvals(final Bits jobs, final EvalTrigger trigger) {
        for (int job = jobs.nextSet(0); Bits.NONE != job; job = jobs.nextSet(job + 1)) {
            engine.evaluations().create(job, trigger, engine.evaluations().priority(job));
        }
        jobs.clearAll();
    }

    private boolean mayBeReplaced(final int alloc) {
        final SpecGroup rules = engine.specs().group(allocs.version(alloc), allocs.group(alloc));
        final boolean hasFollowUp = (allocs.followUpEvalHigh(alloc) | allocs.followUpEvalLow(alloc)) != 0;
        return !hasFollowUp && rules.reschedules();
    }

    /** The allocation is back: nobody needs to be told when it would have been given up. */
    private void endFollowUp(final int alloc) {
        final int eval = state.evals().find(allocs.followUpEvalHigh(alloc), allocs.followUpEvalLow(alloc));
        allocs.followUpEval(alloc, 0, 0);
        if (Slab.NULL_ROW != eval
                && state.evals().status(eval) == EvalStatus.PENDING
                && !isAwaited(eval, allocs.job(alloc))) {
            engine.evaluations().end(eval, EvalStatus.CANCELED, RECONNECTED);
        }
    }

    private boolean isAwaited(final int eval, final int job) {
        final long high = state.evals().idHigh(eval);
        final long low = state.evals().idLow(eval);
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            if (allocs.followUpEvalHigh(alloc) == high
                    && allocs.followUpEvalLow(alloc) == low
                    && !allocs.isTerminal(alloc)) {
                return true;
            }
        }
        return false;
    }
}
