package io.drover.gateway.compile;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.time.Clock;
import java.util.Set;
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
    /** Fields that the state owns; a registration that differs only here changes nothing. */
    private static final Set<String> LIVE_FIELDS = Set.of(
            "Status",
            "StatusDescription",
            "Stable",
            "Version",
            "CreateIndex",
            "ModifyIndex",
            "JobModifyIndex",
            "SubmitTime");

    /** Compiles a canonical job. */
    public static CompiledJob of(final JsonObject job) {
        return new CompiledJob(
                new SpecCompiler().compile(job),
                JsonWriter.bytes(job),
                DocumentDigest.of(job.without(LIVE_FIELDS)),
                new PeriodicCompiler(Clock.systemUTC()).compile(job));
    }
}
