package io.drover.tools.agent;

import io.drover.agent.device.DeviceAttribute;
import io.drover.agent.device.DeviceGroup;
import io.drover.agent.fingerprint.DriverInfo;
import io.drover.agent.fingerprint.FingerprintOptions.HostNetwork;
import io.drover.agent.fingerprint.NodeFingerprint;
import io.drover.agent.fingerprint.NodeResources;
import io.drover.agent.volume.HostVolume;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.util.List;
import java.util.Map;

/**
 * The part of a node's API object that only people read: the core stores it untouched, and the gateway completes it with what is
 * live (status, eligibility, attributes, indexes).
 */
final class NodeDocument {
    private final AgentConfig config;
    private final NodeFingerprint fingerprint;
    private final Map<String, DriverInfo> drivers;
    private final Map<String, HostVolume> volumes;
    private final List<DeviceGroup> devices;

    NodeDocument(
            final AgentConfig config,
            final NodeFingerprint fingerprint,
            final Map<String, DriverInfo> drivers,
            final Map<String, HostVolume> volumes,
            final List<DeviceGroup> devices) {
        this.devices = devices;
        this.config = config;
        this.fingerprint = fingerprint;
        this.drivers = drivers;
        this.volumes = volumes;
    }

    byte[] bytes() {
        final JsonObject node = new JsonObject();
        node.put("CSIControllerPlugins", new JsonObject());
        node.put("CSINodePlugins", new JsonObject());
        node.put("CgroupParent", "nomad.slice");
        node.put("Drivers", drivers());
        node.put("GCVolumesOnNodeGC", false);
        node.put(
                "HTTPAddr",
                config.network().advertiseHost() + ":" + config.network().httpPort());
        putHostNetworks(node);
        node.put("HostVolumes", hostVolumes());
        node.put("Links", texts(fingerprint.links()));
        node.put("NodeMaxAllocs", 0);
        node.put("NodeResources", resources(fingerprint.resources()));
        node.put("ReservedResources", reserved());
        node.put("TLSEnabled", false);
        return JsonWriter.bytes(node);
    }

    private JsonObject drivers() {
        final JsonObject all = new JsonObject();
        drivers.forEach((name, driver) -> all.put(
                name,
                new JsonObject()
                        .put("Attributes", texts(driver.attributes()))
                        .put("Detected", driver.detected())
                        .put("HealthDescription", driver.healthDescription())
                        .put("Healthy", driver.healthy())
                        .put("UpdateTime", driver.updateTime().toString())));
        return all;
    }

    private JsonObject hostVolumes() {
        final JsonObject all = new JsonObject();
        volumes.forEach((name, volume) -> all.put(
                name,
                new JsonObject()
                        .put("ID", volume.id())
                        .put("Name", name)
                        .put("Path", volume.path())
                        .put("ReadOnly", volume.readOnly())));
        return all;
    }

    private JsonObject resources(final NodeResources resources) {
        final JsonObject result = new JsonObject();
        result.put("Cpu", cpu(resources.cpu()));
        putDevices(result);
        result.put("Disk", new JsonObject().put("DiskMB", resources.diskMb()));
        result.put("MaxDynamicPort", config.client().maxDynamicPort());
        result.put("Memory", new JsonObject().put("MemoryMB", resources.memoryMb()));
        result.put("MinDynamicPort", config.client().minDynamicPort());
        result.put("Networks", networks(resources.networks()));
        result.put("NodeNetworks", nodeNetworks(resources.nodeNetworks()));
        result.put("Processors", new JsonObject().put("Topology", topology(resources.cpu())));
        return result;
    }

    private void putDevices(final JsonObject resources) {
        if (devices.isEmpty()) {
            resources.putNull("Devices");
            return;
        }
        final JsonArray all = new JsonArray();
        for (final DeviceGroup group : devices) {
            final JsonObject attributes = new JsonObject();
            group.attributes().forEach((key, value) -> attributes.put(key, attribute(value)));
            final JsonArray instances = new JsonArray();
            group.instances().forEach(instance -> instances.add(instance(instance)));
            all.add(new JsonObject()
                    .put("Attributes", attributes)
                    .put("Instances", instances)
                    .put("Name", group.name())
                    .put("Type", group.type())
                    .put("Vendor", group.vendor()));
        }
        resources.put("Devices", all);
    }

    private static JsonObject attribute(final DeviceAttribute value) {
        final JsonObject attribute = new JsonObject();
        attribute.putNull("Bool").putNull("Float").putNull("Int").putNull("String");
        switch (value.kind()) {
            case BOOL -> attribute.put("Bool", value.number() == 1);
            case DECIMAL -> attribute.put("Float", JsonNumber.ofDouble(Double.longBitsToDouble(value.number())));
            case INTEGER -> attribute.put("Int", value.number());
            default -> attribute.put("String", value.text());
        }
        return attribute.put("Unit", value.unit());
    }

    private static JsonObject instance(final DeviceGroup.Instance instance) {
        final JsonObject device = new JsonObject()
                .put("HealthDescription", instance.healthDescription())
                .put("Healthy", instance.isHealthy())
                .put("ID", instance.id());
        return instance.pciBusId().isEmpty()
                ? device.putNull("Locality")
                : device.put("Locality", new JsonObject().put("PciBusID", instance.pciBusId()));
    }

    private static JsonObject cpu(final NodeResources.Cpu cpu) {
        final JsonArray cores = new JsonArray();
        cpu.reservableCores().forEach(core -> cores.add(JsonNumber.of(core)));
        return new JsonObject()
                .put("CpuShares", cpu.totalMhz())
                .put("ReservableCpuCores", cores)
                .put("TotalCpuCores", cpu.cores().size());
    }

    private static JsonObject topology(final NodeResources.Cpu cpu) {
        final JsonArray cores = new JsonArray();
        for (final NodeResources.Core core : cpu.cores()) {
            cores.add(new JsonObject()
                    .put("BaseSpeed", core.baseMhz())
                    .put("Disable", core.disabled())
                    .put("Grade", core.performance())
                    .put("GuessSpeed", core.guessMhz())
                    .put("ID", core.id())
                    .put("MaxSpeed", core.maxMhz())
                    .put("NodeID", core.nodeId())
                    .put("SocketID", core.socketId()));
        }
        final JsonArray nodes = new JsonArray();
        cpu.numaNodes().forEach(node -> nodes.add(JsonNumber.of(node)));
        return new JsonObject()
                .put("Cores", cores)
                .putNull("Distances")
                .put("Nodes", nodes)
                .put("OverrideTotalCompute", cpu.overrideTotalMhz())
                .put("OverrideWitholdCompute", cpu.withheldMhz());
    }

    private static JsonArray networks(final List<NodeResources.Network> networks) {
        final JsonArray all = new JsonArray();
        all.add(new JsonObject().put("Mode", "bridge"));
        for (final NodeResources.Network network : networks) {
            all.add(new JsonObject()
                    .put("CIDR", network.cidr())
                    .put("Device", network.device())
                    .put("IP", network.ip())
                    .put("MBits", network.mbits())
                    .put("Mode", network.mode()));
        }
        return all;
    }

    private static JsonArray nodeNetworks(final List<NodeResources.NodeNetwork> networks) {
        final JsonArray all = new JsonArray();
        all.add(new JsonObject()
                .put("Addresses", JsonNull.NULL)
                .put("Device", "")
                .put("MacAddress", "")
                .put("Mode", "bridge")
                .put("Speed", 0));
        for (final NodeResources.NodeNetwork network : networks) {
            final JsonArray addresses = new JsonArray();
            for (final NodeResources.NodeAddress address : network.addresses()) {
                addresses.add(new JsonObject()
                        .put("Address", address.address())
                        .put("Alias", address.alias())
                        .put("Family", address.family())
                        .put("Gateway", "")
                        .put("ReservedPorts", address.reservedPorts()));
            }
            all.add(new JsonObject()
                    .put("Addresses", addresses)
                    .put("Device", network.device())
                    .put("MacAddress", network.macAddress())
                    .put("Mode", network.mode())
                    .put("Speed", network.speed()));
        }
        return all;
    }

    private void putHostNetworks(final JsonObject node) {
        final List<HostNetwork> networks = config.client().node().hostNetworks();
        if (networks.isEmpty()) {
            node.putNull("HostNetworks");
            return;
        }
        final JsonObject all = new JsonObject();
        for (final HostNetwork network : networks) {
            all.put(
                    network.name(),
                    new JsonObject()
                            .put("CIDR", String.join(",", network.cidrs()))
                            .put("Interface", network.networkInterface())
                            .put("Name", network.name())
                            .put("ReservedPorts", network.reservedPorts()));
        }
        node.put("HostNetworks", all);
    }

    private JsonObject reserved() {
        final NodeSettings.Reserved reserved = config.client().node().reserved();
        final JsonObject cpu = new JsonObject().put("CpuShares", reserved.cpuMhz());
        if (reserved.cores().isEmpty()) {
            cpu.putNull("ReservedCpuCores");
        } else {
            final JsonArray cores = new JsonArray();
            reserved.cores().forEach(core -> cores.add(JsonNumber.of(core)));
            cpu.put("ReservedCpuCores", cores);
        }
        return new JsonObject()
                .put("Cpu", cpu)
                .put("Disk", new JsonObject().put("DiskMB", reserved.diskMb()))
                .put("Memory", new JsonObject().put("MemoryMB", reserved.memoryMb()))
                .put("Networks", new JsonObject().put("ReservedHostPorts", reserved.portsText()));
    }

    private static JsonObject texts(final Map<String, String> map) {
        final JsonObject object = new JsonObject();
        map.forEach(object::put);
        return object;
    }
}
