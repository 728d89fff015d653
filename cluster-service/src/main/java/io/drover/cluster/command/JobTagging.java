package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.JobTagDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Gives versions names, by which they are found and for which they are kept. A name is on one version of a job at most. */
final class JobTagging {
    private static final DirectBuffer NAME = Text.of("name is empty");

    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final JobTagDecoder tag = new JobTagDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer jobId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer name = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer description = new UnsafeBuffer(0, 0);

    JobTagging(final Engine engine) {
        state = engine.state();
        jobs = state.jobs();
        versions = state.versions();
        step = engine.step();
    }

    ResultCode onCommand(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        tag.wrap(buffer, offset, blockLength, version);
        final long number = tag.jobVersion();
        final boolean isUnset = tag.isUnset() == Bool.YES;
        tag.wrapNamespace(namespace);
        tag.wrapJobId(jobId);
        tag.wrapName(name);
        tag.wrapDescription(description);
        if (0 == name.capacity()) {
            return outcome.reject(ResultCode.MALFORMED, NAME);
        }
        final int job = jobs.find(namespace, jobId);
        if (Slab.NULL_ROW == job) {
            return ResultCode.JOB_NOT_FOUND;
        }
        final int tagged = findTagged(job);
        if (isUnset) {
            return Slab.NULL_ROW == tagged
                    ? outcome.reject(ResultCode.JOB_TAG_NOT_FOUND, name)
                    : apply(job, tagged, outcome, false);
        }
        final int row = number < 0 ? jobs.current(job) : versions.find(job, number);
        if (Slab.NULL_ROW == row) {
            return ResultCode.JOB_VERSION_NOT_FOUND;
        }
        if (Slab.NULL_ROW != tagged && tagged != row) {
            return outcome.reject(ResultCode.JOB_TAG_EXISTS, name);
        }
        if (!state.heap().hasRoomFor((long) name.capacity() + description.capacity(), 2)) {
            return outcome.full(LimitNames.ofHeap(state.heap(), 2));
        }
        return apply(job, row, outcome, true);
    }

    private ResultCode apply(final int job, final int row, final Outcome outcome, final boolean isSet) {
        step.begin();
        versions.tagName(row, isSet ? state.heap().intern(name) : StringTable.EMPTY);
        versions.tagDescription(row, isSet ? state.heap().intern(description) : StringTable.EMPTY);
        versions.taggedTimeMs(row, isSet ? step.nowMs() : 0);
        versions.modifyIndex(row, step.index());
        step.jobVersions(job);
        if (jobs.current(job) == row) {
            jobs.modifyIndex(job, step.index());
            step.job(job);
        }
        outcome.value(versions.version(row));
        return ResultCode.OK;
    }

    private int findTagged(final int job) {
        final int string = state.heap().strings().find(name, 0, name.capacity());
        if (StringTable.NULL_STRING != string) {
            for (int row = versions.ofJob().first(job);
                    Slab.NULL_ROW != row;
                    row = versions.ofJob().next(row)) {
                if (versions.tagName(row) == string) {
                    return row;
                }
            }
        }
        return Slab.NULL_ROW;
    }
}
