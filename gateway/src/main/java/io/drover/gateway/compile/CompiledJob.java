package io.drover.gateway.compile;

import io.drover.gateway.jobspec.json.JsonObject;
import java.time.Clock;
import java.util.UUID;

/**
 * A job ready to be registered.
 *
 * @param spec what the scheduler reads.
 * @param document what people and agents read.
 * @param periodic when launches are due; empty for a job that is not periodic.
 * @param digest equal for documents that differ in nothing that makes a new version.
 */
@SuppressWarnings("ArrayRecordComponent")
public record CompiledJob(byte[] spec, byte[] document, UUID digest, byte[] periodic) {
    /** Compiles a canonical job. */
    public static CompiledJob of(final JsonObject job) {
        final JobDocument document = JobDocument.of(job);
        return new CompiledJob(
                new SpecCompiler().compile(job),
                document.text(),
                document.digest(),
                new PeriodicCompiler(Clock.systemUTC()).compile(job));
    }
}
