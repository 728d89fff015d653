package io.drover.cluster.scenario;

import io.drover.sbe.command.CsiClaimProgressEncoder;
import io.drover.sbe.command.CsiVolumeDeleteEncoder;
import io.drover.sbe.command.CsiVolumeDetachEncoder;
import io.drover.sbe.command.CsiVolumeUpsertEncoder;
import io.drover.sbe.command.NodeRegisterEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.CsiClaimState;
import io.drover.scheduler.spec.VolumeModes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Commands about volumes of storage plugins, and the plugins of nodes, in the words of scenarios. */
final class CsiText {
    private CsiText() {}

    /**
     * {@code csi=ebs*+ctl,ebs^2@zone:a@rack:1,nfs!}: a plugin by name, a star for a controller, {@code +ctl} when it needs one,
     * {@code ^} and most volumes, {@code @} and a segment for where the node is, a mark when it is not healthy.
     */
    static void plugins(final NodeRegisterEncoder node, final String list) {
        final String[] plugins = list.isEmpty() ? new String[0] : list.split(",");
        final NodeRegisterEncoder.CsiPluginsEncoder group = node.csiPluginsCount(plugins.length);
        for (final String plugin : plugins) {
            final List<String> places = Arrays.asList(plugin.split("@"));
            final String head = places.get(0);
            final String name = head.replaceAll("[*!^+].*", "");
            final int most = head.contains("^") ? Integer.parseInt(head.replaceAll(".*\\^(\\d+).*", "$1")) : 0;
            group.next()
                    .isController(bool(head.contains("*")))
                    .healthy(bool(!head.contains("!")))
                    .requiresController(bool(head.contains("+ctl")));
            group.allocId().high(0).low(0);
            group.maxVolumes(most);
            final NodeRegisterEncoder.CsiPluginsEncoder.SegmentsEncoder segments =
                    group.segmentsCount(places.size() - 1);
            for (final String place : places.subList(1, places.size())) {
                segments.next().key(place.split(":")[0]).value(place.split(":")[1]);
            }
            group.pluginId(name).provider("org." + name).version("1.0").putDocument(bytes("{}"), 0, 2);
        }
    }

    /** {@code csi-volume data plugin=ebs access=1,6 block ns=default at=zone:a+rack:1|zone:b check=3 key=5}. */
    static CsiVolumeUpsertEncoder volume(final CsiVolumeUpsertEncoder upsert, final Words words) {
        int capabilities = 0;
        for (final String access : words.text("access", "1").split(",")) {
            capabilities |= VolumeModes.capability(Integer.parseInt(access), words.has("block") ? 1 : 0);
        }
        upsert.checkIndex(bool(!words.text("check", "").isEmpty())).modifyIndex(words.number("check", 0));
        upsert.keyId().high(words.number("key", 0)).low(words.number("key", 0) > 0 ? 6 : 0);
        upsert.capabilities(capabilities);
        final String at = words.text("at", "");
        final String[] places = at.isEmpty() ? new String[0] : at.split("\\|");
        final CsiVolumeUpsertEncoder.TopologiesEncoder topologies = upsert.topologiesCount(places.length);
        for (final String place : places) {
            final String[] parts = place.split("\\+");
            final CsiVolumeUpsertEncoder.TopologiesEncoder.SegmentsEncoder segments =
                    topologies.next().segmentsCount(parts.length);
            for (final String part : parts) {
                segments.next().key(part.split(":")[0]).value(part.split(":")[1]);
            }
        }
        final byte[] secrets = bytes(words.number("key", 0) > 0 ? "sealed" : "");
        return upsert.namespace(words.text("ns", "default"))
                .volumeId(words.word(1))
                .plugin(words.text("plugin", "ebs"))
                .name(words.word(1))
                .putDocument(bytes("{}"), 0, 2)
                .putSecrets(secrets, 0, secrets.length);
    }

    /** {@code delete-csi data force}. */
    static CsiVolumeDeleteEncoder delete(final CsiVolumeDeleteEncoder delete, final Words words) {
        return delete.force(bool(words.has("force")))
                .namespace(words.text("ns", "default"))
                .volumeId(words.word(1));
    }

    /** {@code detach-csi data n1}. */
    static CsiVolumeDetachEncoder detach(final CsiVolumeDetachEncoder detach, final Words words) {
        final UUID node = Names.nodeId(words.word(2));
        detach.nodeId().high(node.getMostSignificantBits()).low(node.getLeastSignificantBits());
        return detach.namespace(words.text("ns", "default")).volumeId(words.word(1));
    }

    /** {@code claim-csi data a1 node-detached}. */
    static CsiClaimProgressEncoder progress(
            final CsiClaimProgressEncoder progress, final Words words, final UUID alloc) {
        progress.allocId().high(alloc.getMostSignificantBits()).low(alloc.getLeastSignificantBits());
        return progress.state(CsiClaimState.valueOf(
                        words.word(3).toUpperCase(Locale.ROOT).replace('-', '_')))
                .namespace(words.text("ns", "default"))
                .volumeId(words.word(1))
                .externalNodeId(words.text("as", ""));
    }

    private static Bool bool(final boolean value) {
        return value ? Bool.YES : Bool.NO;
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
