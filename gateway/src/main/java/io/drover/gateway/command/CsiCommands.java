package io.drover.gateway.command;

import io.drover.sbe.command.CsiVolumeDeleteEncoder;
import io.drover.sbe.command.CsiVolumeDetachEncoder;
import io.drover.sbe.command.CsiVolumeUpsertEncoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Commands about volumes of storage plugins. */
public final class CsiCommands {
    private static final int LENGTH = 1_024;

    /**
     * A volume as a client describes it.
     *
     * @param modifyIndex of the volume that was looked at, 0 when there was none.
     * @param capabilities bits of {@link io.drover.scheduler.spec.VolumeModes#capability}.
     * @param topologies places that it can be reached from, each by its segments.
     * @param document what clients gave beside.
     * @param keyId key that sealed the secrets, zeros when there are none.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Volume(
            String namespace,
            String id,
            String plugin,
            String name,
            long modifyIndex,
            int capabilities,
            List<Map<String, String>> topologies,
            byte[] document,
            UUID keyId,
            byte[] secrets) {}

    private CsiCommands() {}

    /** Stores a volume, unless it has changed since it was looked at. */
    public static DirectBuffer upsert(final Volume volume) {
        final CommandWriter writer = new CommandWriter(LENGTH + volume.document().length + volume.secrets().length);
        final CsiVolumeUpsertEncoder command =
                new CsiVolumeUpsertEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        command.checkIndex(CommandWriter.bool(true)).modifyIndex(volume.modifyIndex());
        CommandWriter.put(command.keyId(), volume.keyId());
        command.capabilities(volume.capabilities());
        final CsiVolumeUpsertEncoder.TopologiesEncoder topologies =
                command.topologiesCount(volume.topologies().size());
        for (final Map<String, String> topology : volume.topologies()) {
            final CsiVolumeUpsertEncoder.TopologiesEncoder.SegmentsEncoder segments =
                    topologies.next().segmentsCount(topology.size());
            topology.forEach((key, value) -> segments.next().key(key).value(value));
        }
        command.namespace(volume.namespace())
                .volumeId(volume.id())
                .plugin(volume.plugin())
                .name(volume.name())
                .putDocument(volume.document(), 0, volume.document().length)
                .putSecrets(volume.secrets(), 0, volume.secrets().length);
        return writer.finish(command.encodedLength());
    }

    /** Forgets a volume, although claims of allocations that ended are not let go yet when it is forced. */
    public static DirectBuffer delete(final String namespace, final String id, final boolean isForced) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final CsiVolumeDeleteEncoder command = new CsiVolumeDeleteEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .force(CommandWriter.bool(isForced))
                .namespace(namespace)
                .volumeId(id);
        return writer.finish(command.encodedLength());
    }

    /** Lets go the claims of a node whose allocations ended. */
    public static DirectBuffer detach(final String namespace, final String id, final UUID nodeId) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final CsiVolumeDetachEncoder command =
                new CsiVolumeDetachEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.nodeId(), nodeId);
        command.namespace(namespace).volumeId(id);
        return writer.finish(command.encodedLength());
    }
}
