package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.ScalingEvents;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.sbe.command.JobScaleDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.JobType;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Changes the count of a group: a new version that shares its document with the one before, an evaluation and an event, in one step.
 * Without a count only the event is kept.
 */
final class JobScaling {
    private static final int ROOM_BYTES = 8_192;

    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final Engine engine;
    private final ScalingEvents events;
    private final long countMax;
    private final JobScaleDecoder scale = new JobScaleDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer jobId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer groupName = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer meta = new UnsafeBuffer(0, 0);
    private boolean hasCount;
    private boolean isError;
    private boolean enforcesIndex;
    private long expectedIndex;
    private long wanted;

    JobScaling(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        jobs = state.jobs();
        versions = state.versions();
        step = engine.step();
        events = new ScalingEvents(state, step);
        countMax = state.limits().get(Limits.Key.JOB_COUNT_MAX);
    }

    ResultCode onCommand(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        read(buffer, offset, blockLength, version);
        final int job = jobs.find(namespace, jobId);
        if (Slab.NULL_ROW == job) {
            return ResultCode.JOB_NOT_FOUND;
        }
        final int name = state.heap().strings().find(groupName, 0, groupName.capacity());
        final int group = versions.findGroup(jobs.current(job), name);
        if (group < 0) {
            return outcome.reject(ResultCode.JOB_GROUP_NOT_FOUND, groupName);
        }
        final long previous = engine.jobVersions().counts(jobs.current(job))[group];
        final ResultCode verdict = hasCount ? decide(job, group, outcome) : ResultCode.OK;
        if (verdict != ResultCode.OK) {
            return verdict;
        }
        final long bytes = (long) events.length(job) + message.capacity() + meta.capacity() + groupName.capacity();
        if (!state.heap().hasRoomFor(bytes + ROOM_BYTES + specLength(job), 16)) {
            return outcome.full(LimitNames.ofHeap(state.heap(), 16));
        }

        step.begin();
        if (hasCount) {
            apply(job, group, outcome);
        }
        outcome.jobModifyIndex(jobs.jobModifyIndex(job));
        events.add(
                job,
                groupName,
                new ScalingEvents.Event(hasCount, isError, wanted, previous, outcome.evalHigh(), outcome.evalLow()),
                message,
                meta);
        return ResultCode.OK;
    }

    private void read(final DirectBuffer buffer, final int offset, final int blockLength, final int version) {
        scale.wrap(buffer, offset, blockLength, version);
        hasCount = scale.hasCount() == Bool.YES;
        isError = scale.isError() == Bool.YES;
        enforcesIndex = scale.enforceIndex() == Bool.YES;
        expectedIndex = scale.jobModifyIndex();
        wanted = hasCount ? scale.count() : 0;
        scale.wrapNamespace(namespace);
        scale.wrapJobId(jobId);
        scale.wrapGroup(groupName);
        scale.wrapMessage(message);
        scale.wrapMeta(meta);
    }

    private ResultCode decide(final int job, final int group, final Outcome outcome) {
        if (enforcesIndex && expectedIndex != jobs.jobModifyIndex(job)) {
            outcome.value(jobs.jobModifyIndex(job));
            return ResultCode.JOB_INDEX_CONFLICT;
        }
        final int current = jobs.current(job);
        final int[] counts = engine.jobVersions().counts(current);
        long total = wanted;
        for (int other = versions.groupCount(current) - 1; other >= 0; other--) {
            total += other == group ? 0 : counts[other];
        }
        final boolean isSystem = versions.type(current) == JobType.SYSTEM;
        if (wanted < 0 || wanted > countMax || total > countMax || isSystem && wanted > 1) {
            outcome.value(total);
            return ResultCode.JOB_COUNT_EXCEEDED;
        }
        if (jobs.unfinishedDeployments(job) > 0) {
            return ResultCode.JOB_DEPLOYING;
        }
        if (!versions.rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.JOB_VERSIONS);
        }
        return engine.evaluations().hasRoomFor(1) ? ResultCode.OK : outcome.full(LimitNames.EVALS);
    }

    private void apply(final int job, final int group, final Outcome outcome) {
        engine.jobVersions().scale(job, group, (int) wanted);
        final int current = jobs.current(job);
        if (!versions.isPeriodic(current) && !versions.isParameterized(current)) {
            final int eval = engine.evaluations()
                    .create(job, EvalTrigger.JOB_SCALING, engine.evaluations().priority(job));
            outcome.eval(state.evals().idHigh(eval), state.evals().idLow(eval), step.index());
        }
        engine.statuses().update(job);
        engine.periodicLaunches().onVersion(job);
    }

    private long specLength(final int job) {
        final UnsafeBuffer spec = new UnsafeBuffer(0, 0);
        versions.wrapSpec(jobs.current(job), spec);
        return spec.capacity();
    }
}
