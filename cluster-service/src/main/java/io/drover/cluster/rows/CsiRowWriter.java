package io.drover.cluster.rows;

import io.drover.cluster.spec.NodeRegistrationReader;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiClaimTable;
import io.drover.cluster.state.CsiMemberTable;
import io.drover.cluster.state.CsiPluginTable;
import io.drover.cluster.state.CsiVolumeTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.view.LiveCsiVolumes;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.CsiClaimRowEncoder;
import io.drover.sbe.snapshot.CsiMemberRowEncoder;
import io.drover.sbe.snapshot.CsiPluginRowEncoder;
import io.drover.sbe.snapshot.CsiVolumeRowEncoder;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Topologies;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes storage plugins, the nodes that run them, their volumes and who claims those. Each call answers the length of its message. */
public final class CsiRowWriter {
    private final NodeTable nodes;
    private final CsiPluginTable plugins;
    private final CsiMemberTable members;
    private final CsiVolumeTable volumes;
    private final CsiClaimTable claims;
    private final Heap heap;
    private final LiveCsiVolumes view;
    private final NodeRegistrationReader registrations;
    private final Topologies topologies = new Topologies();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CsiPluginRowEncoder pluginRow = new CsiPluginRowEncoder();
    private final CsiMemberRowEncoder memberRow = new CsiMemberRowEncoder();
    private final CsiVolumeRowEncoder volumeRow = new CsiVolumeRowEncoder();
    private final CsiClaimRowEncoder claimRow = new CsiClaimRowEncoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);

    public CsiRowWriter(final ClusterState state) {
        nodes = state.nodes();
        plugins = state.csiPlugins();
        members = state.csiMembers();
        volumes = state.csiVolumes();
        claims = state.csiClaims();
        heap = state.heap();
        view = new LiveCsiVolumes(state);
        registrations = new NodeRegistrationReader(state);
    }

    public int writePlugin(final int row, final MutableDirectBuffer target, final int offset) {
        pluginRow
                .wrapAndApplyHeader(target, offset, header)
                .createIndex(plugins.createIndex(row))
                .modifyIndex(plugins.modifyIndex(row))
                .createTimeMs(plugins.createTimeMs(row))
                .modifyTimeMs(plugins.modifyTimeMs(row))
                .row(row)
                .isControllerRequired(Bools.of(plugins.isControllerRequired(row)))
                .controllers(plugins.controllers(row))
                .controllersHealthy(plugins.controllersHealthy(row))
                .nodes(plugins.nodes(row))
                .nodesHealthy(plugins.nodesHealthy(row));
        final DirectBuffer id = string(plugins.pluginId(row));
        pluginRow.putPluginId(id, 0, id.capacity());
        final DirectBuffer provider = string(plugins.provider(row));
        pluginRow.putProvider(provider, 0, provider.capacity());
        final DirectBuffer version = string(plugins.version(row));
        pluginRow.putVersion(version, 0, version.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + pluginRow.encodedLength();
    }

    /** Writes a node that runs a plugin, with what the plugin says of itself there or without. */
    public int writeMember(
            final int row, final boolean withDocument, final MutableDirectBuffer target, final int offset) {
        final int node = members.node(row);
        memberRow
                .wrapAndApplyHeader(target, offset, header)
                .handle(members.rows().handle(row));
        memberRow.nodeId().high(nodes.idHigh(node)).low(nodes.idLow(node));
        memberRow
                .place(members.place(row))
                .isController(Bools.of(members.isController(row)))
                .isHealthy(Bools.of(members.isHealthy(row)));
        final DirectBuffer id = string(plugins.pluginId(members.plugin(row)));
        memberRow.putPluginId(id, 0, id.capacity());
        if (withDocument) {
            registrations.wrapDocument(node, members.place(row), bytes);
            memberRow.putDocument(bytes, 0, bytes.capacity());
        } else {
            memberRow.putDocument(bytes, 0, 0);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + memberRow.encodedLength();
    }

    /** Writes a volume for a snapshot: all that does not follow from other tables. Asks no index. */
    public int writeVolume(final int row, final MutableDirectBuffer target, final int offset) {
        return writeVolume(row, Slab.NULL_ROW, false, true, target, offset);
    }

    /** Writes a volume for readers, with its sealed secrets or without. */
    public int writeShownVolume(
            final int row, final boolean withSecrets, final MutableDirectBuffer target, final int offset) {
        return writeVolume(
                row, plugins.find(volumes.plugin(row)), view.isSchedulable(row), withSecrets, target, offset);
    }

    private int writeVolume(
            final int row,
            final int plugin,
            final boolean isSchedulable,
            final boolean withSecrets,
            final MutableDirectBuffer target,
            final int offset) {
        volumeRow
                .wrapAndApplyHeader(target, offset, header)
                .createIndex(volumes.createIndex(row))
                .modifyIndex(volumes.modifyIndex(row))
                .createTimeMs(volumes.createTimeMs(row))
                .modifyTimeMs(volumes.modifyTimeMs(row));
        volumeRow.keyId().high(volumes.keyHigh(row)).low(volumes.keyLow(row));
        volumeRow
                .row(row)
                .capabilities(volumes.capabilities(row))
                .accessMode((byte) volumes.accessMode(row))
                .attachmentMode((byte) volumes.attachmentMode(row))
                .isSchedulable(Bools.of(isSchedulable));
        writeHealth(plugin);
        volumeRow.readers(volumes.readers(row)).writers(volumes.writers(row));
        writeTopologies(row);
        final DirectBuffer namespace = string(volumes.namespace(row));
        volumeRow.putNamespace(namespace, 0, namespace.capacity());
        final DirectBuffer id = string(volumes.volumeId(row));
        volumeRow.putVolumeId(id, 0, id.capacity());
        final DirectBuffer pluginId = string(volumes.plugin(row));
        volumeRow.putPlugin(pluginId, 0, pluginId.capacity());
        final DirectBuffer name = string(volumes.name(row));
        volumeRow.putName(name, 0, name.capacity());
        final DirectBuffer provider = string(Slab.NULL_ROW == plugin ? StringTable.EMPTY : plugins.provider(plugin));
        volumeRow.putProvider(provider, 0, provider.capacity());
        final DirectBuffer version = string(Slab.NULL_ROW == plugin ? StringTable.EMPTY : plugins.version(plugin));
        volumeRow.putVersion(version, 0, version.capacity());
        heap.wrap(volumes.document(row), bytes);
        volumeRow.putDocument(bytes, 0, bytes.capacity());
        heap.wrap(volumes.secrets(row), bytes);
        volumeRow.putSecrets(bytes, 0, withSecrets ? bytes.capacity() : 0);
        return MessageHeaderEncoder.ENCODED_LENGTH + volumeRow.encodedLength();
    }

    /** Writes a claim to a volume. */
    public int writeClaim(final int row, final MutableDirectBuffer target, final int offset) {
        final int volume = claims.volume(row);
        claimRow.wrapAndApplyHeader(target, offset, header).handle(claims.rows().handle(row));
        claimRow.allocId().high(claims.allocIdHigh(row)).low(claims.allocIdLow(row));
        claimRow.nodeId().high(claims.nodeIdHigh(row)).low(claims.nodeIdLow(row));
        claimRow.state(claims.state(row))
                .isWriter(Bools.of(claims.isWriter(row)))
                .isAttached(Bools.of(claims.isAttached(row)));
        final DirectBuffer namespace = string(volumes.namespace(volume));
        claimRow.putNamespace(namespace, 0, namespace.capacity());
        final DirectBuffer id = string(volumes.volumeId(volume));
        claimRow.putVolumeId(id, 0, id.capacity());
        final DirectBuffer externalNode = string(claims.externalNodeId(row));
        claimRow.putExternalNodeId(externalNode, 0, externalNode.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + claimRow.encodedLength();
    }

    private void writeHealth(final int plugin) {
        final boolean isThere = Slab.NULL_ROW != plugin;
        volumeRow
                .isControllerRequired(Bools.of(isThere && plugins.isControllerRequired(plugin)))
                .controllers(isThere ? plugins.controllers(plugin) : 0)
                .controllersHealthy(isThere ? plugins.controllersHealthy(plugin) : 0)
                .nodes(isThere ? plugins.nodes(plugin) : 0)
                .nodesHealthy(isThere ? plugins.nodesHealthy(plugin) : 0);
    }

    private void writeTopologies(final int row) {
        heap.wrap(volumes.topologies(row), bytes);
        final int count = topologies.read(bytes);
        final CsiVolumeRowEncoder.TopologiesEncoder rows = volumeRow.topologiesCount(count);
        for (int i = 0; i < count; i++) {
            final int segmentCount = topologies.nextCount();
            final CsiVolumeRowEncoder.TopologiesEncoder.SegmentsEncoder segments =
                    rows.next().segmentsCount(segmentCount);
            for (int j = 0; j < segmentCount; j++) {
                topologies.wrapNext(text);
                segments.next().putKey(text, 0, text.capacity());
                topologies.wrapNext(text);
                segments.putValue(text, 0, text.capacity());
            }
        }
    }

    private DirectBuffer string(final int id) {
        heap.strings().wrap(id, text);
        return text;
    }
}
