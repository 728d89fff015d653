package io.drover.scheduler;

import io.drover.scheduler.spec.VolumeModes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a node can mount the storage plugins' volumes of a group, as one would write it down. */
final class OracleVolumes {
    /** A storage plugin on a node. */
    record Plugin(boolean healthy, int most, Map<String, String> segments) {}

    private final TestCluster cluster;
    private final int job;

    OracleVolumes(final TestCluster cluster, final int job) {
        this.cluster = cluster;
        this.job = job;
    }

    @Nullable
    String verdict(final NodeModel node, final SpecBuilder.Group ask) {
        final List<SpecBuilder.Volume> wanted =
                ask.volumes.stream().filter(each -> !each.access().isEmpty()).toList();
        final String missing = wanted.stream()
                .map(SpecBuilder.Volume::source)
                .filter(id -> cluster.csi.row(id) == StateView.NULL_ROW)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return "missing CSI volume(s) " + missing;
        }
        for (final SpecBuilder.Volume each : wanted) {
            final String verdict = verdict(node, each);
            if (verdict != null) {
                return verdict;
            }
        }
        return null;
    }

    private @Nullable String verdict(final NodeModel node, final SpecBuilder.Volume each) {
        final CsiModel.Volume volume = cluster.csi.volumes.get(cluster.csi.row(each.source()));
        final Plugin plugin = node.plugins.get(volume.plugin);
        final String name = "CSI plugin " + volume.plugin;
        final String client = " client " + new UUID(node.idHigh(), node.idLow());
        if (plugin == null) {
            return name + " is missing from" + client;
        }
        if (!plugin.healthy()) {
            return name + " is unhealthy on" + client;
        }
        final long count = node.mounted.stream()
                .filter(id ->
                        cluster.csi.volumes.get(cluster.csi.row(id)).plugin.equals(volume.plugin))
                .count();
        if (plugin.most() > 0 && count >= plugin.most()) {
            return name + " has the maximum number of volumes on" + client;
        }
        if (!volume.topologies.isEmpty()
                && volume.topologies.stream()
                        .noneMatch(place -> plugin.segments().entrySet().containsAll(place.entrySet()))) {
            return "did not meet topology requirement";
        }
        return each.readOnly() ? reading(volume) : writing(volume);
    }

    private @Nullable String reading(final CsiModel.Volume volume) {
        final boolean isOfOneNode = volume.accessMode == VolumeModes.SINGLE_NODE_READER_ONLY
                || volume.accessMode == VolumeModes.SINGLE_NODE_WRITER;
        return volume.schedulable && !(isOfOneNode && isClaimedByOthers(volume, false))
                ? null
                : "CSI volume " + volume.id + " is unschedulable or has exhausted its available reader claims";
    }

    private @Nullable String writing(final CsiModel.Volume volume) {
        final List<Integer> writing = List.of(
                VolumeModes.SINGLE_NODE_WRITER,
                VolumeModes.MULTI_NODE_SINGLE_WRITER,
                VolumeModes.MULTI_NODE_MULTI_WRITER);
        final boolean isWritable = volume.accessMode == VolumeModes.UNKNOWN
                ? writing.stream()
                        .anyMatch(mode ->
                                0 != (volume.capabilities & VolumeModes.capability(mode, VolumeModes.FILE_SYSTEM)))
                : writing.contains(volume.accessMode);
        if (!volume.schedulable || !isWritable) {
            return "CSI volume " + volume.id + " is unschedulable or is read-only";
        }
        return volume.accessMode != VolumeModes.MULTI_NODE_MULTI_WRITER && isClaimedByOthers(volume, true)
                ? "CSI volume " + volume.id + " has exhausted its available writer claims"
                : null;
    }

    private boolean isClaimedByOthers(final CsiModel.Volume volume, final boolean forWriting) {
        return cluster.csi.claims.values().stream()
                .anyMatch(claim -> cluster.csi.volumes.get(claim.volume()) == volume
                        && (claim.writes() || !forWriting)
                        && cluster.allocs.get(claim.alloc()).job != job);
    }
}
