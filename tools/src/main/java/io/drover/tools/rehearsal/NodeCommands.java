package io.drover.tools.rehearsal;

import io.drover.sbe.command.NodeHeartbeatsEncoder;
import io.drover.sbe.command.NodeRegisterEncoder;
import io.drover.sbe.command.NodeStatusUpdateEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.NodeStatus;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The commands that an edge sends about a node, for nodes that do not exist: numbered, alike but for racks and data centers. One thread. */
public final class NodeCommands {
    static final long ID_LOW = 7;
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);

    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    static long idHigh(final int index) {
        return index + 1L;
    }

    /** The registration of a node. */
    public UnsafeBuffer register(final int index, final NodeShape shape) {
        final NodeRegisterEncoder node = new NodeRegisterEncoder().wrapAndApplyHeader(scratch, 0, header);
        node.nodeId().high(idHigh(index)).low(ID_LOW);
        node.secretHash().high(index).low(1);
        node.edgeId(1)
                .cpuMhz(shape.cpuMhz())
                .memoryMb(shape.memoryMb())
                .diskMb(shape.diskMb())
                .reservedCpuMhz(0)
                .reservedMemoryMb(0)
                .reservedDiskMb(0)
                .dynamicPortMin(20_000)
                .dynamicPortMax(32_000)
                .allocsMax(0)
                .coreCount(shape.cores());
        final NodeRegisterEncoder.AttributesEncoder attributes = node.attributesCount(2);
        attributes.next().key("kernel.name").value("linux");
        attributes.next().key("nomad.service_discovery").value("true");
        final NodeRegisterEncoder.MetaEncoder meta = node.metaCount(shape.racks() > 0 ? 1 : 0);
        if (shape.racks() > 0) {
            meta.next().key("rack").value(shape.rack(index));
        }
        node.driversCount(1).next().detected(Bool.YES).healthy(Bool.YES).name("mock_driver");
        node.networksCount(1)
                .next()
                .mode("host")
                .device("eth0")
                .address("10.0.0.1")
                .alias("default");
        node.reservedPortsCount(0);
        node.hostVolumesCount(0);
        node.devicesCount(0);
        node.coresCount(0);
        node.csiPluginsCount(0);
        node.name("node-" + index)
                .datacenter(shape.datacenter(index))
                .nodeClass("")
                .nodePool("default")
                .putDocument(EMPTY_OBJECT, 0, EMPTY_OBJECT.length);
        return copy(node.encodedLength());
    }

    /** The report that a node is ready. */
    public UnsafeBuffer ready(final int index) {
        final NodeStatusUpdateEncoder ready = new NodeStatusUpdateEncoder()
                .wrapAndApplyHeader(scratch, 0, header)
                .status(NodeStatus.READY);
        ready.nodeId().high(idHigh(index)).low(ID_LOW);
        return copy(ready.encodedLength());
    }

    /** One heartbeat of each node in one command, as an edge sends them. */
    public UnsafeBuffer heartbeats(final long[] handles) {
        final NodeHeartbeatsEncoder beats = new NodeHeartbeatsEncoder()
                .wrapAndApplyHeader(scratch, 0, header)
                .edgeId(1);
        final NodeHeartbeatsEncoder.NodesEncoder group = beats.nodesCount(handles.length);
        for (final long handle : handles) {
            group.next().handle(handle);
        }
        return copy(beats.encodedLength());
    }

    private UnsafeBuffer copy(final int encodedLength) {
        return PrivateCluster.copy(new UnsafeBuffer(scratch, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength));
    }
}
