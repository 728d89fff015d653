package io.drover.cluster.snapshot;

import io.drover.sbe.command.NodeRegisterEncoder;
import io.drover.sbe.snapshot.NodeRowDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies devices and cores of a node from its row into its registration. */
final class NodeHardwareLoader {
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);

    void load(final NodeRowDecoder from, final NodeRegisterEncoder to) {
        final NodeRowDecoder.DevicesDecoder devices = from.devices();
        final NodeRegisterEncoder.DevicesEncoder rows = to.devicesCount(devices.count());
        while (devices.hasNext()) {
            rows.next().healthyCount(devices.next().healthyCount());
            loadInstances(devices.instances(), rows);
            loadAttributes(devices.attributes(), rows);
            devices.wrapVendor(text);
            rows.putVendor(text, 0, text.capacity());
            devices.wrapType(text);
            rows.putType(text, 0, text.capacity());
            devices.wrapName(text);
            rows.putName(text, 0, text.capacity());
        }
        final NodeRowDecoder.CoresDecoder cores = from.cores();
        final NodeRegisterEncoder.CoresEncoder coreRows = to.coresCount(cores.count());
        while (cores.hasNext()) {
            cores.next();
            coreRows.next().core(cores.core()).numaNode(cores.numaNode()).mhz(cores.mhz());
        }
    }

    private void loadInstances(
            final NodeRowDecoder.DevicesDecoder.InstancesDecoder from, final NodeRegisterEncoder.DevicesEncoder to) {
        final NodeRegisterEncoder.DevicesEncoder.InstancesEncoder rows = to.instancesCount(from.count());
        while (from.hasNext()) {
            from.next();
            rows.next().healthy(from.healthy()).numaNode(from.numaNode());
            from.wrapInstanceId(text);
            rows.putInstanceId(text, 0, text.capacity());
        }
    }

    private void loadAttributes(
            final NodeRowDecoder.DevicesDecoder.AttributesDecoder from, final NodeRegisterEncoder.DevicesEncoder to) {
        final NodeRegisterEncoder.DevicesEncoder.AttributesEncoder rows = to.attributesCount(from.count());
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
