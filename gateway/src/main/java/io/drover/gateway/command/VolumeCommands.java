package io.drover.gateway.command;

import io.drover.sbe.command.HostVolumeClaimDeleteEncoder;
import io.drover.sbe.command.HostVolumeDeleteEncoder;
import io.drover.sbe.command.HostVolumeUpsertEncoder;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Commands about dynamic host volumes. */
public final class VolumeCommands {
    private static final int LENGTH = 512;

    /**
     * A volume as its node has made it.
     *
     * @param capabilities bits of {@link io.drover.scheduler.spec.VolumeModes#capability}.
     * @param isUpdate whether it must be there already.
     * @param document what clients gave beside.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record HostVolume(
            UUID id,
            UUID nodeId,
            String namespace,
            String name,
            String plugin,
            long capacityBytes,
            int capabilities,
            boolean isUpdate,
            byte[] document) {}

    private VolumeCommands() {}

    /** Stores a volume. */
    public static DirectBuffer upsert(final HostVolume volume) {
        final CommandWriter writer = new CommandWriter(LENGTH + volume.document().length);
        final HostVolumeUpsertEncoder command =
                new HostVolumeUpsertEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.volumeId(), volume.id());
        CommandWriter.put(command.nodeId(), volume.nodeId());
        command.capacityBytes(volume.capacityBytes())
                .capabilities(volume.capabilities())
                .isUpdate(CommandWriter.bool(volume.isUpdate()))
                .namespace(volume.namespace())
                .name(volume.name())
                .plugin(volume.plugin())
                .putDocument(volume.document(), 0, volume.document().length);
        return writer.finish(command.encodedLength());
    }

    /** Removes a volume that nothing uses. */
    public static DirectBuffer delete(final String namespace, final UUID id) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final HostVolumeDeleteEncoder command =
                new HostVolumeDeleteEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.volumeId(), id);
        command.namespace(namespace);
        return writer.finish(command.encodedLength());
    }

    /** Gives up a task group's claim. */
    public static DirectBuffer deleteClaim(final String namespace, final UUID id) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final HostVolumeClaimDeleteEncoder command =
                new HostVolumeClaimDeleteEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.claimId(), id);
        command.namespace(namespace);
        return writer.finish(command.encodedLength());
    }
}
