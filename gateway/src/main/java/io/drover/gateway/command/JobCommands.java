package io.drover.gateway.command;

import io.drover.gateway.compile.CompiledJob;
import io.drover.sbe.command.JobDeregisterEncoder;
import io.drover.sbe.command.JobEvaluateEncoder;
import io.drover.sbe.command.JobRegisterEncoder;
import io.drover.sbe.command.JobStabilityEncoder;
import io.drover.sbe.common.Bool;
import org.agrona.DirectBuffer;

/** Commands about jobs. */
public final class JobCommands {
    private static final int MAX_PARTS = 512;

    /**
     * What a registration says beside the job.
     *
     * @param enforceIndex whether the job must be as the sender saw it.
     * @param jobModifyIndex as which he saw it; 0: not at all.
     * @param evalPriority of the evaluation; 0: the job's.
     * @param preserveCounts groups keep the counts that they have.
     */
    public record Terms(boolean enforceIndex, long jobModifyIndex, int evalPriority, boolean preserveCounts) {
        /** Nothing special. */
        public static final Terms NONE = new Terms(false, 0, 0, false);
    }

    private JobCommands() {}

    /** Registers a job that has been admitted; the submission is empty when there was none. */
    public static DirectBuffer register(
            final String namespace,
            final String jobId,
            final CompiledJob job,
            final boolean isPeriodic,
            final boolean isParameterized,
            final Terms terms,
            final byte[] submission) {
        final CommandWriter writer =
                new CommandWriter(MAX_PARTS + job.spec().length + job.document().length + submission.length);
        final JobRegisterEncoder command = new JobRegisterEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        command.enforceIndex(CommandWriter.bool(terms.enforceIndex()))
                .jobModifyIndex(terms.jobModifyIndex())
                .evalPriority(terms.evalPriority())
                .preserveCounts(CommandWriter.bool(terms.preserveCounts()))
                // Without access control everybody may do everything.
                .isPrivileged(Bool.YES)
                .isPeriodic(CommandWriter.bool(isPeriodic))
                .isParameterized(CommandWriter.bool(isParameterized));
        CommandWriter.put(command.documentDigest(), job.digest());
        command.namespace(namespace)
                .jobId(jobId)
                .putSpec(job.spec(), 0, job.spec().length)
                .putDocument(job.document(), 0, job.document().length)
                .putSubmission(submission, 0, submission.length)
                .putPeriodic(job.periodic(), 0, job.periodic().length);
        return writer.finish(command.encodedLength());
    }

    /** Stops a job, and forgets it when it is purged. */
    public static DirectBuffer deregister(
            final String namespace,
            final String jobId,
            final boolean purge,
            final boolean noShutdownDelay,
            final int evalPriority) {
        final CommandWriter writer = new CommandWriter(MAX_PARTS);
        final JobDeregisterEncoder command = new JobDeregisterEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .purge(CommandWriter.bool(purge))
                .noShutdownDelay(CommandWriter.bool(noShutdownDelay))
                .evalPriority(evalPriority)
                .namespace(namespace)
                .jobId(jobId);
        return writer.finish(command.encodedLength());
    }

    /** Evaluates a job as it is. */
    public static DirectBuffer evaluate(final String namespace, final String jobId, final boolean forceReschedule) {
        final CommandWriter writer = new CommandWriter(MAX_PARTS);
        final JobEvaluateEncoder command = new JobEvaluateEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .forceReschedule(CommandWriter.bool(forceReschedule))
                .namespace(namespace)
                .jobId(jobId);
        return writer.finish(command.encodedLength());
    }

    /** Says whether a version is one to come back to. */
    public static DirectBuffer stability(
            final String namespace, final String jobId, final long version, final boolean stable) {
        final CommandWriter writer = new CommandWriter(MAX_PARTS);
        final JobStabilityEncoder command = new JobStabilityEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .jobVersion(version)
                .stable(CommandWriter.bool(stable))
                .namespace(namespace)
                .jobId(jobId);
        return writer.finish(command.encodedLength());
    }
}
