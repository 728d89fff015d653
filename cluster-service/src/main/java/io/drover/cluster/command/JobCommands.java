package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.spec.SpecGroup;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Transition;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.JobDeregisterDecoder;
import io.drover.sbe.command.JobEvaluateDecoder;
import io.drover.sbe.command.JobStabilityDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.JobType;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Stopping, purging, evaluating and marking of jobs. */
final class JobCommands {
    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final Engine engine;
    private final Evaluations evaluations;
    private final JobDeregisterDecoder deregister = new JobDeregisterDecoder();
    private final JobEvaluateDecoder evaluate = new JobEvaluateDecoder();
    private final JobStabilityDecoder stability = new JobStabilityDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer jobId = new UnsafeBuffer(0, 0);

    JobCommands(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        jobs = state.jobs();
        versions = state.versions();
        step = engine.step();
        evaluations = engine.evaluations();
    }

    /** Stopping a job that is not there succeeds and does nothing, as in the reference. */
    ResultCode onDeregister(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        deregister.wrap(buffer, offset, blockLength, version);
        final boolean isPurge = deregister.purge() == Bool.YES;
        final boolean withoutDelay = deregister.noShutdownDelay() == Bool.YES;
        final int askedPriority = deregister.evalPriority();
        deregister.wrapNamespace(namespace);
        deregister.wrapJobId(jobId);
        final int job = jobs.find(namespace, jobId);
        if (Slab.NULL_ROW == job) {
            return ResultCode.OK;
        }
        if (!versions.rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.JOB_VERSIONS);
        }
        if (!evaluations.hasRoomFor(1) || !state.heap().hasRoomFor(4_096, 8)) {
            return outcome.full(LimitNames.EVALS);
        }

        final int priority = askedPriority > 0 ? askedPriority : evaluations.priority(job);
        step.begin();
        outcome.jobModifyIndex(step.index());
        if (withoutDelay) {
            skipShutdownDelay(job);
        }
        if (!isPurge) {
            engine.jobVersions().stop(job);
            engine.periodicLaunches().onVersion(job);
        }
        if (isEvaluated(job)) {
            final int eval = evaluations.create(job, EvalTrigger.JOB_DEREGISTER, priority);
            state.evals().type(eval, JobType.SERVICE);
            outcome.eval(state.evals().idHigh(eval), state.evals().idLow(eval), step.index());
        }
        if (isPurge) {
            engine.jobRemoval().remove(job);
        } else {
            engine.statuses().update(job);
        }
        return ResultCode.OK;
    }

    ResultCode onEvaluate(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        evaluate.wrap(buffer, offset, blockLength, version);
        final boolean forces = evaluate.forceReschedule() == Bool.YES;
        evaluate.wrapNamespace(namespace);
        evaluate.wrapJobId(jobId);
        final int job = jobs.find(namespace, jobId);
        if (Slab.NULL_ROW == job) {
            return ResultCode.JOB_NOT_FOUND;
        }
        final int current = jobs.current(job);
        if (versions.isPeriodic(current)) {
            return ResultCode.JOB_PERIODIC_NOT_EVALUABLE;
        }
        if (versions.isParameterized(current)) {
            return ResultCode.JOB_PARAMETERIZED_NOT_EVALUABLE;
        }
        if (!evaluations.hasRoomFor(1)) {
            return outcome.full(LimitNames.EVALS);
        }

        step.begin();
        if (forces) {
            forceReschedules(job);
        }
        final int eval = evaluations.create(job, EvalTrigger.JOB_REGISTER, evaluations.priority(job));
        engine.statuses().update(job);
        outcome.eval(state.evals().idHigh(eval), state.evals().idLow(eval), step.index())
                .jobModifyIndex(jobs.jobModifyIndex(job));
        return ResultCode.OK;
    }

    ResultCode onStability(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        stability.wrap(buffer, offset, blockLength, version);
        final long number = stability.jobVersion();
        final boolean isStable = stability.stable() == Bool.YES;
        stability.wrapNamespace(namespace);
        stability.wrapJobId(jobId);
        final int job = jobs.find(namespace, jobId);
        if (Slab.NULL_ROW == job) {
            return ResultCode.JOB_NOT_FOUND;
        }
        final int row = versions.find(job, number);
        if (Slab.NULL_ROW == row) {
            return ResultCode.JOB_VERSION_NOT_FOUND;
        }
        if (versions.isStable(row) == isStable) {
            return ResultCode.OK;
        }

        step.begin();
        versions.isStable(row, isStable);
        versions.modifyIndex(row, step.index());
        step.jobVersions(job);
        if (jobs.current(job) == row) {
            jobs.modifyIndex(job, step.index());
            step.job(job);
        }
        return ResultCode.OK;
    }

    private boolean isEvaluated(final int job) {
        final int current = jobs.current(job);
        return !versions.isPeriodic(current) && !versions.isParameterized(current);
    }

    private void skipShutdownDelay(final int job) {
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            if (!allocs.isTerminal(alloc)) {
                allocs.transition(alloc, Transition.with(allocs.transition(alloc), Transition.NO_SHUTDOWN_DELAY, true));
                engine.transitions().touchAssignment(alloc);
            }
        }
    }

    private void forceReschedules(final int job) {
        final AllocTable allocs = state.allocs();
        for (int alloc = allocs.ofJob().first(job);
                Slab.NULL_ROW != alloc;
                alloc = allocs.ofJob().next(alloc)) {
            final SpecGroup rules = engine.specs().group(allocs.version(alloc), allocs.group(alloc));
            final boolean wasReplaced = (allocs.nextAllocationHigh(alloc) | allocs.nextAllocationLow(alloc)) != 0;
            if (allocs.clientStatus(alloc) == ClientStatus.FAILED && !wasReplaced && rules.reschedules()) {
                allocs.transition(alloc, Transition.with(allocs.transition(alloc), Transition.FORCE_RESCHEDULE, true));
                engine.transitions().touchAssignment(alloc);
            }
        }
    }
}
