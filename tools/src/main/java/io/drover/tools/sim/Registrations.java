package io.drover.tools.sim;

import io.drover.sbe.command.NodeRegisterEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What simulated nodes say of themselves. */
final class Registrations {
    private static final byte[] DOCUMENT = "{\"Drivers\":{}}".getBytes(StandardCharsets.US_ASCII);

    private Registrations() {}

    /** The command that joins a node: some are small, racks and classes differ. */
    static DirectBuffer of(final Node node, final long secretHash) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
        final NodeRegisterEncoder encoder =
                new NodeRegisterEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        encoder.nodeId()
                .high(node.nodeId().getMostSignificantBits())
                .low(node.nodeId().getLeastSignificantBits());
        encoder.secretHash().high(secretHash).low(1);
        final int size = 1 + node.number() % 3;
        encoder.edgeId(0)
                .cpuMhz(2_000 * size)
                .memoryMb(4_096 * size)
                .diskMb(20_000)
                .reservedCpuMhz(0)
                .reservedMemoryMb(0)
                .reservedDiskMb(0)
                .dynamicPortMin(20_000)
                .dynamicPortMax(20_040)
                .allocsMax(0)
                .coreCount(4);
        final NodeRegisterEncoder.AttributesEncoder attributes = encoder.attributesCount(2);
        attributes.next().key("kernel.name").value("linux");
        attributes.next().key("rack").value("r" + node.number() % 2);
        encoder.metaCount(0);
        encoder.driversCount(1).next().detected(Bool.YES).healthy(Bool.YES).name("mock_driver");
        encoder.networksCount(1)
                .next()
                .mode("host")
                .device("eth0")
                .address("10.0.0." + node.number())
                .alias("default");
        encoder.reservedPortsCount(0);
        encoder.hostVolumesCount(0);
        encoder.devicesCount(0);
        encoder.coresCount(0);
        encoder.csiPluginsCount(0);
        encoder.name("node-" + node.number())
                .datacenter("dc1")
                .nodeClass(node.number() % 4 == 3 ? "other" : "")
                .nodePool("default")
                .putDocument(DOCUMENT, 0, DOCUMENT.length);
        return new UnsafeBuffer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }
}
