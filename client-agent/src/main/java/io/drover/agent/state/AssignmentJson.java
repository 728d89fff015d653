package io.drover.agent.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.model.AssignedNetwork;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.DesiredStatus;
import io.drover.agent.model.GrantedDevice;
import io.drover.agent.model.TaskGrant;
import io.drover.agent.spec.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An assignment as JSON, for the local state only; the wire has a form of its own. */
final class AssignmentJson {
    private AssignmentJson() {}

    static void write(final JsonGenerator json, final ObjectMapper mapper, final Assignment assignment)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("AllocID", assignment.allocId());
        json.writeStringField("Name", assignment.name());
        json.writeStringField("Namespace", assignment.namespace());
        json.writeStringField("JobID", assignment.jobId());
        json.writeNumberField("JobVersion", assignment.jobVersion());
        json.writeNumberField("JobCreateIndex", assignment.jobCreateIndex());
        json.writeStringField("TaskGroup", assignment.taskGroup());
        json.writeStringField("NodeID", assignment.nodeId());
        json.writeStringField("EvalID", assignment.evalId());
        json.writeStringField("DeploymentID", assignment.deploymentId());
        json.writeBooleanField("Canary", assignment.canary());
        json.writeStringField("DesiredStatus", assignment.desiredStatus().name());
        json.writeBooleanField("Migrate", assignment.transition().migrate());
        json.writeBooleanField("Reschedule", assignment.transition().reschedule());
        json.writeBooleanField("NoShutdownDelay", assignment.transition().noShutdownDelay());
        json.writeNumberField("AllocModifyIndex", assignment.allocModifyIndex());
        json.writeNumberField("CreateIndex", assignment.createIndex());
        json.writeNumberField("ModifyIndex", assignment.modifyIndex());
        json.writeNumberField("CreateTime", assignment.createTimeNs());
        json.writeStringField("PreviousAllocation", assignment.previousAllocation());
        json.writeNumberField("DiskMB", assignment.diskMb());
        writeGrants(json, assignment.grants());
        json.writeArrayFieldStart("Ports");
        for (final AssignedPort port : assignment.ports()) {
            json.writeStartObject();
            json.writeStringField("Label", port.label());
            json.writeNumberField("Value", port.value());
            json.writeNumberField("To", port.to());
            json.writeStringField("HostIP", port.hostIp());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Networks");
        for (final AssignedNetwork network : assignment.networks()) {
            json.writeStartObject();
            json.writeStringField("Mode", network.mode());
            json.writeStringField("IP", network.ip());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("Job");
        mapper.writeTree(json, assignment.job());
        json.writeEndObject();
    }

    private static void writeGrants(final JsonGenerator json, final Map<String, TaskGrant> grants) throws IOException {
        json.writeObjectFieldStart("Grants");
        for (final Map.Entry<String, TaskGrant> entry : grants.entrySet()) {
            final TaskGrant grant = entry.getValue();
            json.writeObjectFieldStart(entry.getKey());
            json.writeNumberField("CPU", grant.cpuMhz());
            json.writeNumberField("MemoryMB", grant.memoryMb());
            json.writeNumberField("MemoryMaxMB", grant.memoryMaxMb());
            json.writeArrayFieldStart("Cores");
            for (final int core : grant.cores()) {
                json.writeNumber(core);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("Devices");
            for (final GrantedDevice device : grant.devices()) {
                json.writeStartObject();
                json.writeStringField("Vendor", device.vendor());
                json.writeStringField("Type", device.type());
                json.writeStringField("Name", device.name());
                json.writeStringField("ID", device.id());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static Assignment read(final JsonNode node) {
        return new Assignment(
                JsonFields.text(node, "AllocID"),
                JsonFields.text(node, "Name"),
                JsonFields.text(node, "Namespace"),
                JsonFields.text(node, "JobID"),
                JsonFields.integer(node, "JobVersion"),
                JsonFields.integer(node, "JobCreateIndex"),
                JsonFields.text(node, "TaskGroup"),
                JsonFields.text(node, "NodeID"),
                JsonFields.text(node, "EvalID"),
                JsonFields.text(node, "DeploymentID"),
                JsonFields.bool(node, "Canary"),
                DesiredStatus.valueOf(JsonFields.text(node, "DesiredStatus")),
                new Assignment.Transition(
                        JsonFields.bool(node, "Migrate"),
                        JsonFields.bool(node, "Reschedule"),
                        JsonFields.bool(node, "NoShutdownDelay")),
                JsonFields.integer(node, "AllocModifyIndex"),
                JsonFields.integer(node, "CreateIndex"),
                JsonFields.integer(node, "ModifyIndex"),
                JsonFields.integer(node, "CreateTime"),
                JsonFields.text(node, "PreviousAllocation"),
                readGrants(JsonFields.object(node, "Grants")),
                readPorts(node),
                readNetworks(node),
                JsonFields.integer(node, "DiskMB"),
                JsonFields.object(node, "Job"));
    }

    private static Map<String, TaskGrant> readGrants(final JsonNode grants) {
        final Map<String, TaskGrant> result = new TreeMap<>();
        grants.properties().forEach(entry -> {
            final JsonNode grant = entry.getValue();
            final List<Integer> cores = new ArrayList<>();
            JsonFields.array(grant, "Cores").forEach(core -> cores.add(core.asInt()));
            final List<GrantedDevice> devices = new ArrayList<>();
            JsonFields.array(grant, "Devices")
                    .forEach(device -> devices.add(new GrantedDevice(
                            JsonFields.text(device, "Vendor"),
                            JsonFields.text(device, "Type"),
                            JsonFields.text(device, "Name"),
                            JsonFields.text(device, "ID"))));
            result.put(
                    entry.getKey(),
                    new TaskGrant(
                            JsonFields.integer(grant, "CPU"),
                            JsonFields.integer(grant, "MemoryMB"),
                            JsonFields.integer(grant, "MemoryMaxMB"),
                            cores,
                            devices));
        });
        return result;
    }

    private static List<AssignedPort> readPorts(final JsonNode node) {
        final List<AssignedPort> ports = new ArrayList<>();
        JsonFields.array(node, "Ports")
                .forEach(port -> ports.add(new AssignedPort(
                        JsonFields.text(port, "Label"),
                        (int) JsonFields.integer(port, "Value"),
                        (int) JsonFields.integer(port, "To"),
                        JsonFields.text(port, "HostIP"))));
        return ports;
    }

    private static List<AssignedNetwork> readNetworks(final JsonNode node) {
        final List<AssignedNetwork> networks = new ArrayList<>();
        JsonFields.array(node, "Networks")
                .forEach(network -> networks.add(
                        new AssignedNetwork(JsonFields.text(network, "Mode"), JsonFields.text(network, "IP"))));
        return networks;
    }
}
