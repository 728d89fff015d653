package io.drover.gateway.command;

import io.drover.sbe.command.JobDispatchEncoder;
import io.drover.sbe.command.JobScaleEncoder;
import io.drover.sbe.command.JobTagEncoder;
import io.drover.sbe.command.PeriodicForceEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Commands that make versions and children of jobs from what is stored. */
public final class JobChangeCommands {
    private static final int MAX_PARTS = 512;

    /**
     * What is done to a group.
     *
     * @param count wanted, null to keep the one that is.
     * @param jobModifyIndex at which the job must be; 0: at any.
     * @param meta JSON object, empty for none.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Scaling(
            String group, @Nullable Long count, boolean isError, long jobModifyIndex, String message, byte[] meta) {}

    /**
     * What is given along with a dispatch.
     *
     * @param priority of the child, 0 for the parent's.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Dispatch(
            byte[] payload, SortedMap<String, String> meta, String idPrefix, String token, int priority) {}

    private JobChangeCommands() {}

    /** Changes the count of a group, or only keeps an event. */
    public static DirectBuffer scale(final String namespace, final String jobId, final Scaling scaling) {
        final byte[] message = scaling.message().getBytes(StandardCharsets.UTF_8);
        final CommandWriter writer = new CommandWriter(MAX_PARTS + message.length + scaling.meta().length);
        final JobScaleEncoder command = new JobScaleEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .hasCount(CommandWriter.bool(scaling.count() != null))
                .isError(CommandWriter.bool(scaling.isError()))
                .enforceIndex(CommandWriter.bool(scaling.jobModifyIndex() != 0))
                .jobModifyIndex(scaling.jobModifyIndex())
                .count(scaling.count() == null ? 0 : scaling.count())
                .namespace(namespace)
                .jobId(jobId)
                .group(scaling.group())
                .putMessage(message, 0, message.length)
                .putMeta(scaling.meta(), 0, scaling.meta().length);
        return writer.finish(command.encodedLength());
    }

    /** Names a version, the current one when the number is negative. */
    public static DirectBuffer tag(
            final String namespace,
            final String jobId,
            final long version,
            final String name,
            final String description) {
        return tag(namespace, jobId, version, false, name, description);
    }

    /** Takes a name away. */
    public static DirectBuffer untag(final String namespace, final String jobId, final String name) {
        return tag(namespace, jobId, -1, true, name, "");
    }

    /** Makes a job of a parameterized one. */
    public static DirectBuffer dispatch(final String namespace, final String parentId, final Dispatch dispatch) {
        final CommandWriter writer = new CommandWriter(MAX_PARTS + dispatch.payload().length);
        final JobDispatchEncoder command = new JobDispatchEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .priority(dispatch.priority());
        final JobDispatchEncoder.MetaEncoder meta =
                command.metaCount(dispatch.meta().size());
        for (final Map.Entry<String, String> pair : dispatch.meta().entrySet()) {
            meta.next().key(pair.getKey()).value(pair.getValue());
        }
        command.namespace(namespace)
                .jobId(parentId)
                .idPrefix(dispatch.idPrefix())
                .token(dispatch.token())
                .putPayload(dispatch.payload(), 0, dispatch.payload().length);
        return writer.finish(command.encodedLength());
    }

    /** Launches a periodic job now. */
    public static DirectBuffer force(final String namespace, final String jobId) {
        final CommandWriter writer = new CommandWriter(MAX_PARTS);
        final PeriodicForceEncoder command = new PeriodicForceEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .namespace(namespace)
                .jobId(jobId);
        return writer.finish(command.encodedLength());
    }

    private static DirectBuffer tag(
            final String namespace,
            final String jobId,
            final long version,
            final boolean isUnset,
            final String name,
            final String description) {
        final CommandWriter writer = new CommandWriter(MAX_PARTS);
        final JobTagEncoder command = new JobTagEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .jobVersion(version)
                .isUnset(CommandWriter.bool(isUnset))
                .namespace(namespace)
                .jobId(jobId)
                .name(name)
                .description(description);
        return writer.finish(command.encodedLength());
    }
}
