package io.drover.cluster.spec;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.NodeTable;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads again what a node said of its storage plugins when it registered. */
public final class NodeRegistrationReader {
    private final NodeTable nodes;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NodeRegisterDecoder registered = new NodeRegisterDecoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);

    public NodeRegistrationReader(final ClusterState state) {
        nodes = state.nodes();
        heap = state.heap();
    }

    /** The storage plugins of a node in their order, each to be read to its end; valid until the next call. */
    public NodeRegisterDecoder.CsiPluginsDecoder plugins(final int node) {
        heap.wrap(nodes.registration(node), bytes);
        registered.wrapAndApplyHeader(bytes, 0, header);
        registered.attributes().forEach(NodeRegisterDecoder.AttributesDecoder::sbeSkip);
        registered.meta().forEach(NodeRegisterDecoder.MetaDecoder::sbeSkip);
        registered.drivers().forEach(NodeRegisterDecoder.DriversDecoder::sbeSkip);
        registered.networks().forEach(NodeRegisterDecoder.NetworksDecoder::sbeSkip);
        registered.reservedPorts().forEach(NodeRegisterDecoder.ReservedPortsDecoder::sbeSkip);
        registered.hostVolumes().forEach(NodeRegisterDecoder.HostVolumesDecoder::sbeSkip);
        registered.devices().forEach(NodeRegisterDecoder.DevicesDecoder::sbeSkip);
        registered.cores().forEach(NodeRegisterDecoder.CoresDecoder::core);
        return registered.csiPlugins();
    }

    /** The storage plugin at a place of a node, which must be there, to be read from its beginning. */
    public NodeRegisterDecoder.CsiPluginsDecoder plugin(final int node, final int place) {
        final NodeRegisterDecoder.CsiPluginsDecoder plugins = plugins(node);
        for (int i = 0; i < place; i++) {
            plugins.next().sbeSkip();
        }
        return plugins.next();
    }

    /** Points a view at what the plugin at a place says of itself. */
    public void wrapDocument(final int node, final int place, final DirectBuffer view) {
        final NodeRegisterDecoder.CsiPluginsDecoder plugin = plugin(node, place);
        plugin.segments().forEach(NodeRegisterDecoder.CsiPluginsDecoder.SegmentsDecoder::sbeSkip);
        plugin.skipPluginId();
        plugin.skipProvider();
        plugin.skipVersion();
        plugin.wrapDocument(view);
    }
}
