package io.drover.agent.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.drover.agent.fingerprint.DriverInfo;
import io.drover.agent.fingerprint.NodeFingerprint;
import io.drover.agent.fingerprint.NodeResources;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.task.GoText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * The node as the API shows it, without what the cluster itself knows (indexes, status, eligibility, drain, events). Servers keep
 * the bytes and add the rest when they render a node.
 */
final class NodeDocument {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ClientNodeSettings settings;
    private final NodeInfo node;
    private final NodeFingerprint fingerprint;
    private final Map<String, DriverInfo> drivers;

    private NodeDocument(
            final ClientNodeSettings settings,
            final NodeInfo node,
            final NodeFingerprint fingerprint,
            final Map<String, DriverInfo> drivers) {
        this.settings = settings;
        this.node = node;
        this.fingerprint = fingerprint;
        this.drivers = drivers;
    }

    static byte[] encode(
            final ClientNodeSettings settings,
            final NodeInfo node,
            final NodeFingerprint fingerprint,
            final Map<String, DriverInfo> drivers) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(8 * 1024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            new NodeDocument(settings, node, fingerprint, drivers).writeTo(json);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void writeTo(final JsonGenerator json) throws IOException {
        json.writeStartObject();
        write(json, "Attributes", node.attributes());
        write(json, "CSIControllerPlugins", Map.of());
        write(json, "CSINodePlugins", Map.of());
        json.writeStringField("CgroupParent", settings.agent().parentCgroup());
        json.writeStringField("Datacenter", node.datacenter());
        writeDrivers(json);
        json.writeBooleanField("GCVolumesOnNodeGC", false);
        json.writeStringField("HTTPAddr", settings.fingerprint().advertiseHttp());
        json.writeNullField("HostNetworks");
        write(json, "HostVolumes", Map.of());
        json.writeStringField("ID", node.id());
        write(json, "Links", fingerprint.links());
        write(json, "Meta", node.meta());
        json.writeStringField("Name", node.name());
        json.writeStringField("NodeClass", node.nodeClass());
        json.writeNumberField("NodeMaxAllocs", 0);
        json.writeStringField("NodePool", node.pool());
        writeResources(json);
        writeReserved(json);
        json.writeStringField("SecretID", "");
        json.writeBooleanField("TLSEnabled", false);
        json.writeEndObject();
    }

    private void writeDrivers(final JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("Drivers");
        for (final Map.Entry<String, DriverInfo> entry : drivers.entrySet()) {
            final DriverInfo driver = entry.getValue();
            final Instant updated = driver.updateTime();
            json.writeObjectFieldStart(entry.getKey());
            write(json, "Attributes", driver.attributes());
            json.writeBooleanField("Detected", driver.detected());
            json.writeStringField("HealthDescription", driver.healthDescription());
            json.writeBooleanField("Healthy", driver.healthy());
            json.writeStringField(
                    "UpdateTime", GoText.time(updated.getEpochSecond() * 1_000_000_000L + updated.getNano()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeResources(final JsonGenerator json) throws IOException {
        final NodeResources resources = fingerprint.resources();
        json.writeObjectFieldStart("NodeResources");
        json.writeObjectFieldStart("Cpu");
        json.writeNumberField("CpuShares", resources.cpu().totalMhz());
        json.writeArrayFieldStart("ReservableCpuCores");
        for (final int core : resources.cpu().reservableCores()) {
            json.writeNumber(core);
        }
        json.writeEndArray();
        json.writeNumberField("TotalCpuCores", resources.cpu().cores().size());
        json.writeEndObject();
        json.writeNullField("Devices");
        writeNumber(json, "Disk", "DiskMB", resources.diskMb());
        json.writeNumberField("MaxDynamicPort", settings.dynamicPortMax());
        writeNumber(json, "Memory", "MemoryMB", resources.memoryMb());
        json.writeNumberField("MinDynamicPort", settings.dynamicPortMin());
        json.writeArrayFieldStart("Networks");
        for (final NodeResources.Network network : resources.networks()) {
            json.writeStartObject();
            json.writeStringField("CIDR", network.cidr());
            json.writeStringField("Device", network.device());
            json.writeStringField("IP", network.ip());
            json.writeNumberField("MBits", network.mbits());
            json.writeStringField("Mode", network.mode());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("NodeNetworks");
        for (final NodeResources.NodeNetwork network : resources.nodeNetworks()) {
            write(json, network);
        }
        json.writeEndArray();
        writeTopology(json, resources.cpu());
        json.writeEndObject();
    }

    private static void write(final JsonGenerator json, final NodeResources.NodeNetwork network) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("Addresses");
        for (final NodeResources.NodeAddress address : network.addresses()) {
            json.writeStartObject();
            json.writeStringField("Address", address.address());
            json.writeStringField("Alias", address.alias());
            json.writeStringField("Family", address.family());
            json.writeStringField("Gateway", "");
            json.writeStringField("ReservedPorts", address.reservedPorts());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("Device", network.device());
        json.writeStringField("MacAddress", network.macAddress());
        json.writeStringField("Mode", network.mode());
        json.writeNumberField("Speed", network.speed());
        json.writeEndObject();
    }

    private static void writeTopology(final JsonGenerator json, final NodeResources.Cpu cpu) throws IOException {
        json.writeObjectFieldStart("Processors");
        json.writeObjectFieldStart("Topology");
        json.writeArrayFieldStart("Cores");
        for (final NodeResources.Core core : cpu.cores()) {
            json.writeStartObject();
            json.writeNumberField("BaseSpeed", core.baseMhz());
            json.writeBooleanField("Disable", core.disabled());
            json.writeBooleanField("Grade", core.performance());
            json.writeNumberField("GuessSpeed", core.guessMhz());
            json.writeNumberField("ID", core.id());
            json.writeNumberField("MaxSpeed", core.maxMhz());
            json.writeNumberField("NodeID", core.nodeId());
            json.writeNumberField("SocketID", core.socketId());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNullField("Distances");
        json.writeArrayFieldStart("Nodes");
        for (final int number : cpu.numaNodes()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
        json.writeNumberField("OverrideTotalCompute", cpu.overrideTotalMhz());
        json.writeNumberField("OverrideWitholdCompute", cpu.withheldMhz());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeReserved(final JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("ReservedResources");
        json.writeObjectFieldStart("Cpu");
        json.writeNumberField("CpuShares", settings.reserved().cpuMhz());
        json.writeNullField("ReservedCpuCores");
        json.writeEndObject();
        writeNumber(json, "Disk", "DiskMB", settings.reserved().diskMb());
        writeNumber(json, "Memory", "MemoryMB", settings.reserved().memoryMb());
        json.writeObjectFieldStart("Networks");
        json.writeStringField(
                "ReservedHostPorts",
                String.join(
                        ",",
                        settings.reservedPorts().stream().map(String::valueOf).toList()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeNumber(
            final JsonGenerator json, final String object, final String member, final long value) throws IOException {
        json.writeObjectFieldStart(object);
        json.writeNumberField(member, value);
        json.writeEndObject();
    }

    private static void write(final JsonGenerator json, final String name, final Map<String, String> map)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (final Map.Entry<String, String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
