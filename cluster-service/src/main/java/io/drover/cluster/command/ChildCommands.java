package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.DispatchRequest;
import io.drover.cluster.lifecycle.JobChildren;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.cluster.wire.CommandShapes;
import io.drover.sbe.Limits;
import io.drover.sbe.command.JobDispatchDecoder;
import io.drover.sbe.command.PeriodicForceDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.sbe.snapshot.JobOverlayEncoder;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Dispatches of parameterized jobs, and launches of periodic ones before their time. The reply's detail is the child's id. */
final class ChildCommands implements DispatchRequest {
    /** What a child's id has beside those of its parent and the prefix. */
    private static final int ID_SUFFIX_LENGTH = 48;

    private static final DirectBuffer ID = Text.of("the id of the child would be longer than 1,024 bytes");
    private static final DirectBuffer PRIORITY = Text.of("priority is out of range");

    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final Engine engine;
    private final JobChildren children;
    private final int priorityMax;
    private final JobDispatchDecoder dispatch = new JobDispatchDecoder();
    private final PeriodicForceDecoder force = new PeriodicForceDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer jobId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer idPrefix = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer token = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private DirectBuffer command = view;
    private int commandOffset;
    private int commandBlockLength;
    private int commandVersion;
    private int length;
    private int priority;

    ChildCommands(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        jobs = state.jobs();
        versions = state.versions();
        step = engine.step();
        children = engine.jobChildren();
        priorityMax = state.limits().intValue(Limits.Key.JOB_PRIORITY_MAX);
    }

    ResultCode onDispatch(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        read(buffer, offset, blockLength, version);
        final int parent = jobs.find(namespace, jobId);
        if (Slab.NULL_ROW == parent) {
            return ResultCode.JOB_NOT_FOUND;
        }
        final ResultCode verdict = decide(parent, outcome);
        if (verdict != ResultCode.OK) {
            return verdict;
        }
        final int same = children.findByToken(parent, token);
        if (Slab.NULL_ROW != same) {
            about(same, outcome);
            return ResultCode.OK;
        }
        if (!children.hasRoomFor(parent, length)) {
            return outcome.full(LimitNames.JOBS);
        }

        step.begin();
        final int eval = children.dispatch(parent, this);
        conclude(eval, outcome);
        return ResultCode.OK;
    }

    ResultCode onForce(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        force.wrap(buffer, offset, blockLength, version);
        force.wrapNamespace(namespace);
        force.wrapJobId(jobId);
        final int parent = jobs.find(namespace, jobId);
        if (Slab.NULL_ROW == parent) {
            return ResultCode.JOB_NOT_FOUND;
        }
        if (!versions.isPeriodic(jobs.current(parent))) {
            return ResultCode.JOB_NOT_PERIODIC;
        }
        if (!engine.periodicLaunches().isTracked(parent)) {
            return ResultCode.JOB_NOT_TRACKED;
        }
        if (!children.hasRoomFor(parent, 0)) {
            return outcome.full(LimitNames.JOBS);
        }

        step.begin();
        conclude(engine.periodicLaunches().force(parent), outcome);
        return ResultCode.OK;
    }

    private void read(final DirectBuffer buffer, final int offset, final int blockLength, final int version) {
        command = buffer;
        commandOffset = offset;
        commandBlockLength = blockLength;
        commandVersion = version;
        dispatch.wrap(buffer, offset, blockLength, version);
        priority = dispatch.priority();
        for (final JobDispatchDecoder.MetaDecoder pair : dispatch.meta()) {
            pair.skipKey();
            pair.skipValue();
        }
        dispatch.wrapNamespace(namespace);
        dispatch.wrapJobId(jobId);
        dispatch.wrapIdPrefix(idPrefix);
        dispatch.wrapToken(token);
        dispatch.wrapPayload(payload);
        length = dispatch.limit() - offset;
    }

    private ResultCode decide(final int parent, final Outcome outcome) {
        final int current = jobs.current(parent);
        if (!versions.isParameterized(current)) {
            return ResultCode.JOB_NOT_PARAMETERIZED;
        }
        if (versions.isStopped(current)) {
            return ResultCode.JOB_STOPPED;
        }
        if (priority < 0 || priority > priorityMax) {
            return outcome.reject(ResultCode.MALFORMED, PRIORITY);
        }
        return jobId.capacity() + idPrefix.capacity() + ID_SUFFIX_LENGTH > CommandShapes.TEXT_LENGTH_MAX
                ? outcome.reject(ResultCode.MALFORMED, ID)
                : ResultCode.OK;
    }

    private void conclude(final int eval, final Outcome outcome) {
        outcome.eval(state.evals().idHigh(eval), state.evals().idLow(eval), step.index());
        about(state.evals().job(eval), outcome);
    }

    private void about(final int child, final Outcome outcome) {
        state.heap().strings().wrap(jobs.jobId(child), view);
        outcome.about(view).jobModifyIndex(jobs.jobModifyIndex(child)).value(jobs.createIndex(child));
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public DirectBuffer idPrefix() {
        return idPrefix;
    }

    @Override
    public DirectBuffer token() {
        return token;
    }

    @Override
    public DirectBuffer payload() {
        return payload;
    }

    @Override
    public void putMeta(final JobOverlayEncoder target) {
        dispatch.wrap(command, commandOffset, commandBlockLength, commandVersion);
        final JobDispatchDecoder.MetaDecoder pairs = dispatch.meta();
        final JobOverlayEncoder.MetaEncoder meta = target.metaCount(pairs.count());
        while (pairs.hasNext()) {
            pairs.next().wrapKey(view);
            meta.next().putKey(view, 0, view.capacity());
            pairs.wrapValue(view);
            meta.putValue(view, 0, view.capacity());
        }
    }
}
