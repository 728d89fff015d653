package io.drover.agent.link;

import io.drover.agent.device.DeviceGroup;
import io.drover.agent.fingerprint.DriverInfo;
import io.drover.agent.fingerprint.NodeResources;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.volume.HostVolume;
import io.drover.sbe.command.NodeRegisterEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agrona.ExpandableArrayBuffer;

/**
 * What a node says of itself when it joins.
 *
 * @param node names, attributes and meta.
 * @param resources what it offers.
 * @param drivers drivers by name.
 * @param reserved what the operator keeps back.
 * @param dynamicPortMin first port that is granted dynamically.
 * @param dynamicPortMax last of them.
 * @param reservedPorts ports that no job gets.
 * @param hostVolumes volumes by the names that jobs ask for.
 * @param devices groups of like devices.
 * @param document API JSON of the node, without live fields.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Registration(
        NodeInfo node,
        NodeResources resources,
        Map<String, DriverInfo> drivers,
        Reserved reserved,
        int dynamicPortMin,
        int dynamicPortMax,
        List<Integer> reservedPorts,
        Map<String, HostVolume> hostVolumes,
        List<DeviceGroup> devices,
        byte[] document) {

    /**
     * Resources that the operator keeps back.
     *
     * @param cpuMhz MHz.
     * @param memoryMb MiB.
     * @param diskMb MiB.
     */
    public record Reserved(int cpuMhz, int memoryMb, int diskMb) {
        /** Nothing is kept back. */
        public static final Reserved NONE = new Reserved(0, 0, 0);
    }

    /** The message that joins; its origin and the secret's hash are filled in by the server. */
    public byte[] encode() {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(16 * 1024);
        final NodeRegisterEncoder encoder =
                new NodeRegisterEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final UUID id = UUID.fromString(node.id());
        encoder.nodeId().high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
        encoder.edgeId(0)
                .cpuMhz((int) resources.cpu().totalMhz())
                .memoryMb((int) resources.memoryMb())
                .diskMb((int) resources.diskMb())
                .reservedCpuMhz(reserved.cpuMhz)
                .reservedMemoryMb(reserved.memoryMb)
                .reservedDiskMb(reserved.diskMb)
                .dynamicPortMin(dynamicPortMin)
                .dynamicPortMax(dynamicPortMax)
                .allocsMax(0)
                .coreCount(resources.cpu().reservableCores().size());
        encodeMaps(encoder);
        encodeDrivers(encoder);
        encodeNetworks(encoder);
        final NodeRegisterEncoder.ReservedPortsEncoder ports = encoder.reservedPortsCount(reservedPorts.size());
        reservedPorts.forEach(port -> ports.next().port(port));
        final NodeRegisterEncoder.HostVolumesEncoder volumes = encoder.hostVolumesCount(hostVolumes.size());
        hostVolumes.forEach((name, volume) -> {
            final UUID volumeId = volume.id().isEmpty() ? new UUID(0, 0) : UUID.fromString(volume.id());
            volumes.next()
                    .readOnly(bool(volume.readOnly()))
                    .volumeId()
                    .high(volumeId.getMostSignificantBits())
                    .low(volumeId.getLeastSignificantBits());
            volumes.name(name);
        });
        encodeDevices(encoder);
        encodeCores(encoder);
        encoder.csiPluginsCount(0);
        encoder.name(node.name())
                .datacenter(node.datacenter())
                .nodeClass(node.nodeClass())
                .nodePool(node.pool())
                .putDocument(document, 0, document.length);
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private void encodeDevices(final NodeRegisterEncoder encoder) {
        final NodeRegisterEncoder.DevicesEncoder groups = encoder.devicesCount(devices.size());
        for (final DeviceGroup group : devices) {
            groups.next().healthyCount((int) group.instances().stream()
                    .filter(DeviceGroup.Instance::isHealthy)
                    .count());
            final NodeRegisterEncoder.DevicesEncoder.InstancesEncoder instances =
                    groups.instancesCount(group.instances().size());
            for (final DeviceGroup.Instance instance : group.instances()) {
                instances
                        .next()
                        .healthy(bool(instance.isHealthy()))
                        .numaNode((short) instance.numaNode())
                        .instanceId(instance.id());
            }
            final NodeRegisterEncoder.DevicesEncoder.AttributesEncoder attributes =
                    groups.attributesCount(group.attributes().size());
            group.attributes()
                    .forEach((key, value) -> attributes
                            .next()
                            .kind(value.kind())
                            .number(value.number())
                            .key(key)
                            .text(value.text())
                            .unit(value.unit()));
            groups.vendor(group.vendor()).type(group.type()).name(group.name());
        }
    }

    private void encodeCores(final NodeRegisterEncoder encoder) {
        final List<NodeResources.Core> cores = resources.cpu().cores().stream()
                .filter(core -> !core.disabled())
                .toList();
        final NodeRegisterEncoder.CoresEncoder rows = encoder.coresCount(cores.size());
        cores.forEach(core ->
                rows.next().core(core.id()).numaNode((short) core.nodeId()).mhz((int) core.mhz()));
    }

    private void encodeMaps(final NodeRegisterEncoder encoder) {
        final NodeRegisterEncoder.AttributesEncoder attributes =
                encoder.attributesCount(node.attributes().size());
        node.attributes().forEach((key, value) -> attributes.next().key(key).value(value));
        final NodeRegisterEncoder.MetaEncoder meta =
                encoder.metaCount(node.meta().size());
        node.meta().forEach((key, value) -> meta.next().key(key).value(value));
    }

    private void encodeDrivers(final NodeRegisterEncoder encoder) {
        final NodeRegisterEncoder.DriversEncoder group = encoder.driversCount(drivers.size());
        drivers.forEach((name, driver) -> group.next()
                .detected(bool(driver.detected()))
                .healthy(bool(driver.healthy()))
                .name(name));
    }

    private void encodeNetworks(final NodeRegisterEncoder encoder) {
        final int count = resources.nodeNetworks().stream()
                .mapToInt(network -> network.addresses().size())
                .sum();
        final NodeRegisterEncoder.NetworksEncoder group = encoder.networksCount(count);
        for (final NodeResources.NodeNetwork network : resources.nodeNetworks()) {
            for (final NodeResources.NodeAddress address : network.addresses()) {
                group.next()
                        .mode(network.mode())
                        .device(network.device())
                        .address(address.address())
                        .alias(address.alias());
            }
        }
    }

    private static Bool bool(final boolean value) {
        return value ? Bool.YES : Bool.NO;
    }
}
