package io.drover.cluster.rows;

import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.snapshot.NodeRowEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies devices and cores of a node from its registration into its row. */
final class NodeHardwareWriter {
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);

    void write(final NodeRegisterDecoder from, final NodeRowEncoder to) {
        final NodeRegisterDecoder.DevicesDecoder devices = from.devices();
        final NodeRowEncoder.DevicesEncoder rows = to.devicesCount(devices.count());
        while (devices.hasNext()) {
            rows.next().healthyCount(devices.next().healthyCount());
            writeInstances(devices.instances(), rows);
            writeAttributes(devices.attributes(), rows);
            devices.wrapVendor(text);
            rows.putVendor(text, 0, text.capacity());
            devices.wrapType(text);
            rows.putType(text, 0, text.capacity());
            devices.wrapName(text);
            rows.putName(text, 0, text.capacity());
        }
        final NodeRegisterDecoder.CoresDecoder cores = from.cores();
        final NodeRowEncoder.CoresEncoder coreRows = to.coresCount(cores.count());
        while (cores.hasNext()) {
            cores.next();
            coreRows.next().core(cores.core()).numaNode(cores.numaNode()).mhz(cores.mhz());
        }
    }

    private void writeInstances(
            final NodeRegisterDecoder.DevicesDecoder.InstancesDecoder from, final NodeRowEncoder.DevicesEncoder to) {
        final NodeRowEncoder.DevicesEncoder.InstancesEncoder rows = to.instancesCount(from.count());
        while (from.hasNext()) {
            from.next();
            rows.next().healthy(from.healthy()).numaNode(from.numaNode());
            from.wrapInstanceId(text);
            rows.putInstanceId(text, 0, text.capacity());
        }
    }

    private void writeAttributes(
            final NodeRegisterDecoder.DevicesDecoder.AttributesDecoder from, final NodeRowEncoder.DevicesEncoder to) {
        final NodeRowEncoder.DevicesEncoder.AttributesEncoder rows = to.attributesCount(from.count());
        while (from.hasNext()) {
            from.next();
            rows.next().kind(from.kind()).number(from.number());
            from.wrapKey(text);
            rows.putKey(text, 0, text.capacity());
            from.wrapText(text);
            rows.putText(text, 0, text.capacity());
            from.wrapUnit(text);
            rows.putUnit(text, 0, text.capacity());
        }
    }
}
