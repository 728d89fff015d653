package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.JobVersions;
import io.drover.cluster.lifecycle.KeptCounts;
import io.drover.cluster.periodic.LaunchTimes;
import io.drover.cluster.spec.SpecCheck;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.sbe.command.JobRegisterDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.ByteStrings;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stores a job version and schedules it. A document that says nothing new makes no version, but an evaluation all the same, as in the
 * reference.
 */
final class JobRegistration {
    private static final DirectBuffer DEFAULT = Text.of("default");
    private static final int PERIODIC_ID_LENGTH_MAX = 960;
    private static final DirectBuffer PERIODIC = Text.of("rules of launches cannot be read, or the job id is too long");
    private static final DirectBuffer NAMES_DIFFER = Text.of("namespace or job id differ from those of the spec");

    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final Engine engine;
    private final JobVersions jobVersions;
    private final SpecCheck spec;
    private final KeptCounts kept;
    private final long countMax;
    private final JobRegisterDecoder decoder = new JobRegisterDecoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer jobId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer specBytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer document = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer submission = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer periodic = new UnsafeBuffer(0, 0);
    private boolean enforcesIndex;
    private boolean keepsCounts;
    private boolean isPrivileged;
    private boolean isPeriodic;
    private boolean isParameterized;
    private long expectedIndex;
    private int evalPriority;
    private long digestHigh;
    private long digestLow;

    JobRegistration(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        jobs = state.jobs();
        versions = state.versions();
        step = engine.step();
        jobVersions = engine.jobVersions();
        spec = new SpecCheck(state.limits());
        kept = new KeptCounts(state);
        countMax = state.limits().get(Limits.Key.JOB_COUNT_MAX);
    }

    ResultCode onCommand(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        read(buffer, offset, blockLength, version);
        final ResultCode verdict = decide(outcome);
        if (verdict != ResultCode.OK) {
            return verdict;
        }

        final int found = jobs.find(namespace, jobId);
        step.begin();
        final boolean changes = Slab.NULL_ROW == found || !isUnchanged(found);
        final int job = Slab.NULL_ROW == found ? jobVersions.insertJob(namespace, jobId) : found;
        if (changes) {
            jobVersions.append(job, spec, specBytes, document, submission, digestHigh, digestLow, kept);
            jobVersions.kind(job, isPeriodic, isParameterized, periodic);
            engine.periodicLaunches().onVersion(job);
        }
        final boolean isEvaluated = !isPeriodic && !isParameterized;
        if (isEvaluated) {
            final int priority = evalPriority > 0 ? evalPriority : spec.priority();
            final int eval = engine.evaluations().create(job, EvalTrigger.JOB_REGISTER, priority);
            outcome.eval(state.evals().idHigh(eval), state.evals().idLow(eval), step.index());
        }
        engine.statuses().update(job);

        // Of an unchanged job the reference answers the modify index.
        outcome.jobModifyIndex(changes ? jobs.jobModifyIndex(job) : jobs.modifyIndex(job));
        return ResultCode.OK;
    }

    private void read(final DirectBuffer buffer, final int offset, final int blockLength, final int version) {
        decoder.wrap(buffer, offset, blockLength, version);
        enforcesIndex = decoder.enforceIndex() == Bool.YES;
        keepsCounts = decoder.preserveCounts() == Bool.YES;
        expectedIndex = decoder.jobModifyIndex();
        evalPriority = decoder.evalPriority();
        isPrivileged = decoder.isPrivileged() == Bool.YES;
        isPeriodic = decoder.isPeriodic() == Bool.YES;
        isParameterized = decoder.isParameterized() == Bool.YES;
        digestHigh = decoder.documentDigest().high();
        digestLow = decoder.documentDigest().low();
        decoder.wrapNamespace(namespace);
        decoder.wrapJobId(jobId);
        decoder.wrapSpec(specBytes);
        decoder.wrapDocument(document);
        decoder.wrapSubmission(submission);
        decoder.wrapPeriodic(periodic);
    }

    private ResultCode decide(final Outcome outcome) {
        final DirectBuffer error = spec.check(specBytes);
        if (error != null) {
            return outcome.reject(ResultCode.SPEC_INVALID, error);
        }
        if (0 == jobId.capacity() || !equal(namespace, spec.namespace()) || !equal(jobId, spec.jobId())) {
            return outcome.reject(ResultCode.MALFORMED, NAMES_DIFFER);
        }
        if (isPeriodic && (!LaunchTimes.isSound(periodic) || jobId.capacity() > PERIODIC_ID_LENGTH_MAX)) {
            return outcome.reject(ResultCode.MALFORMED, PERIODIC);
        }
        if (state.config().rejectsJobs && !isPrivileged) {
            return ResultCode.JOB_REGISTRATION_DISABLED;
        }
        if (Slab.NULL_ROW == state.namespaces().find(namespace)) {
            return outcome.reject(ResultCode.NAMESPACE_NOT_FOUND, namespace);
        }
        if (Slab.NULL_ROW == state.pools().find(pool())) {
            return outcome.reject(ResultCode.NODE_POOL_NOT_FOUND, pool());
        }
        final int job = jobs.find(namespace, jobId);
        kept.clear();
        if (keepsCounts && Slab.NULL_ROW != job) {
            kept.read(job, spec, specBytes);
            if (kept.total() > countMax) {
                return outcome.value(kept.total()).reject(ResultCode.JOB_COUNT_EXCEEDED, jobId);
            }
        }
        final ResultCode transition = decideTransition(job, outcome);
        return transition == ResultCode.OK ? decideRoom(job, outcome) : transition;
    }

    private ResultCode decideTransition(final int job, final Outcome outcome) {
        if (Slab.NULL_ROW == job) {
            outcome.value(0);
            return enforcesIndex && expectedIndex != 0 ? ResultCode.JOB_INDEX_MISSING : ResultCode.OK;
        }
        if (enforcesIndex && expectedIndex != jobs.jobModifyIndex(job)) {
            outcome.value(jobs.jobModifyIndex(job));
            return 0 == expectedIndex ? ResultCode.JOB_INDEX_EXISTS : ResultCode.JOB_INDEX_CONFLICT;
        }
        final int current = jobs.current(job);
        if (versions.type(current) != spec.type()) {
            outcome.value(versions.type(current).value());
            return ResultCode.JOB_TYPE_CHANGED;
        }
        if (versions.isPeriodic(current) != isPeriodic) {
            return ResultCode.JOB_PERIODIC_CHANGED;
        }
        return versions.isParameterized(current) == isParameterized
                ? ResultCode.OK
                : ResultCode.JOB_PARAMETERIZED_CHANGED;
    }

    private ResultCode decideRoom(final int job, final Outcome outcome) {
        if (Slab.NULL_ROW == job && !jobs.rows().hasRoomFor(1)) {
            return outcome.full(LimitNames.JOBS);
        }
        if (!versions.rows().hasRoomFor(kept.isDifferent() ? 2 : 1)) {
            return outcome.full(LimitNames.JOB_VERSIONS);
        }
        if (!state.summaries().rows().hasRoomFor(spec.groupCount())) {
            return outcome.full(LimitNames.SUMMARY_GROUPS);
        }
        if (!engine.evaluations().hasRoomFor(1)) {
            return outcome.full(LimitNames.EVALS);
        }
        final long bytes = (kept.isDifferent() ? 2L : 1L) * specBytes.capacity()
                + document.capacity()
                + submission.capacity()
                + periodic.capacity()
                + 4_096;
        return state.heap().hasRoomFor(bytes, 2 * spec.groupCount() + 16)
                ? ResultCode.OK
                : outcome.full(LimitNames.ofHeap(state.heap(), 2 * spec.groupCount() + 16));
    }

    /** A stopped job that is registered again has changed, whatever its document says. */
    private boolean isUnchanged(final int job) {
        final int current = jobs.current(job);
        return versions.isStopped(current) == spec.isStopped()
                && versions.digestHigh(current) == digestHigh
                && versions.digestLow(current) == kept.digestLow(digestLow);
    }

    private DirectBuffer pool() {
        return 0 == spec.pool().capacity() ? DEFAULT : spec.pool();
    }

    private static boolean equal(final DirectBuffer a, final DirectBuffer b) {
        return 0 == ByteStrings.compare(a, 0, a.capacity(), b, 0, b.capacity());
    }
}
