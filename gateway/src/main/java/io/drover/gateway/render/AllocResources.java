package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.PortKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an allocation holds of its node, in today's form and in the older one that clients still read. */
final class AllocResources {
    private static final int OF_GROUP = -1;

    private final AllocView row;
    private final @Nullable JsonObject group;

    /** The group is the one of the allocation's job version; without it life cycles and network modes are not known. */
    AllocResources(final AllocView row, final @Nullable JsonObject group) {
        this.row = row;
        this.group = group;
    }

    /** {@code AllocatedResources}. */
    void writeAllocated(final JsonWriter json) {
        json.beginObject().name("Shared").beginObject();
        Fields.number(json, "DiskMB", row.diskMb);
        json.name("Networks");
        writeNetworks(json, OF_GROUP);
        json.name("Ports");
        writePorts(json);
        json.endObject();
        json.name("TaskLifecycles").beginObject();
        for (final AllocView.Task task : sortedTasks()) {
            json.name(task.name()).value(lifecycle(task.name()));
        }
        json.endObject();
        json.name("Tasks").beginObject();
        for (final AllocView.Task task : sortedTasks()) {
            json.name(task.name());
            writeTask(json, task);
        }
        json.endObject().endObject();
    }

    /** {@code Resources}: all tasks together. */
    void writeCombined(final JsonWriter json) {
        int cpu = 0;
        int cores = 0;
        int memory = 0;
        int memoryMax = 0;
        for (final AllocView.Task task : row.tasks) {
            cpu += task.cpuShares();
            cores += task.coresCount();
            memory += task.memoryMb();
            memoryMax += Math.max(task.memoryMb(), task.memoryMaxMb());
        }
        writeOlder(json, cpu, cores, memory, memoryMax, row.diskMb, OF_GROUP);
    }

    /** {@code SharedResources}: what belongs to no single task. */
    void writeShared(final JsonWriter json) {
        writeOlder(json, 0, 0, 0, 0, row.diskMb, OF_GROUP);
    }

    /** {@code TaskResources}: by task. */
    void writeByTask(final JsonWriter json) {
        json.beginObject();
        for (final AllocView.Task task : sortedTasks()) {
            json.name(task.name());
            writeOlder(
                    json,
                    task.cpuShares(),
                    task.coresCount(),
                    task.memoryMb(),
                    task.memoryMaxMb(),
                    0,
                    row.tasks.indexOf(task));
        }
        json.endObject();
    }

    private void writeTask(final JsonWriter json, final AllocView.Task task) {
        json.beginObject().name("Cpu").beginObject();
        Fields.number(json, "CpuShares", task.cpuShares());
        json.name("ReservedCores");
        if (task.coresCount() == 0 || task.coresFirst() < 0) {
            json.nil();
        } else {
            json.beginArray();
            row.cores
                    .subList(task.coresFirst(), task.coresFirst() + task.coresCount())
                    .forEach(json::number);
            json.endArray();
        }
        json.endObject();
        json.name("Devices");
        writeDevices(json, task.name());
        json.name("Memory").beginObject();
        Fields.number(json, "MemoryMB", task.memoryMb());
        Fields.number(json, "MemoryMaxMB", task.memoryMaxMb());
        json.endObject().name("Networks");
        writeNetworks(json, row.tasks.indexOf(task));
        json.endObject();
    }

    /** Instances of one group of like devices stand together, in the order in which the task asked for them. */
    private void writeDevices(final JsonWriter json, final String task) {
        final List<AllocView.Device> left = new ArrayList<>(row.devices);
        left.removeIf(device -> !device.task().equals(task));
        if (left.isEmpty()) {
            json.nil();
            return;
        }
        json.beginArray();
        while (!left.isEmpty()) {
            final AllocView.Device first = left.get(0);
            json.beginObject().name("DeviceIDs").beginArray();
            left.stream().filter(first::isOfGroup).forEach(device -> json.string(device.instanceId()));
            json.endArray();
            Fields.text(json, "Name", first.name());
            Fields.text(json, "Type", first.type());
            Fields.text(json, "Vendor", first.vendor());
            json.endObject();
            left.removeIf(first::isOfGroup);
        }
        json.endArray();
    }

    private void writeOlder(
            final JsonWriter json,
            final int cpu,
            final int cores,
            final int memory,
            final int memoryMax,
            final int disk,
            final int portsOf) {
        json.beginObject();
        Fields.number(json, "CPU", cpu);
        Fields.number(json, "Cores", cores);
        Fields.nil(json, "Devices");
        Fields.number(json, "DiskMB", disk);
        Fields.number(json, "IOPS", 0);
        Fields.number(json, "MemoryMB", memory);
        Fields.number(json, "MemoryMaxMB", memoryMax);
        Fields.nil(json, "NUMA");
        json.name("Networks");
        writeNetworks(json, portsOf);
        Fields.number(json, "SecretsMB", 0);
        json.endObject();
    }

    /** The one network that an owner's ports are on; null when it has none. */
    private void writeNetworks(final JsonWriter json, final int owner) {
        final JsonObject asked = askedNetwork(owner);
        final List<AllocView.Port> all =
                row.ports.stream().filter(port -> port.taskIndex() == owner).toList();
        if (all.isEmpty() && asked == null) {
            json.nil();
            return;
        }
        json.beginArray().beginObject();
        if (asked != null && !asked.isNull("DNS")) {
            json.name("DNS").value(asked.value("DNS"));
        }
        writeNetworkPorts(json, "DynamicPorts", all, PortKind.DYNAMIC);
        if (asked != null) {
            Fields.textIfSet(json, "Hostname", asked.text("Hostname"));
        }
        final boolean isHost = asked == null
                || asked.text("Mode").isEmpty()
                || asked.text("Mode").equals("host");
        if (isHost || !all.isEmpty()) {
            Fields.textIfSet(
                    json, "IP", all.isEmpty() ? row.nodeAddress : all.get(0).hostIp());
        }
        if (asked != null) {
            Fields.numberIfSet(json, "MBits", asked.number("MBits"));
            Fields.textIfSet(json, "Mode", asked.text("Mode"));
        }
        writeNetworkPorts(json, "ReservedPorts", all, PortKind.STATIC);
        json.endObject().endArray();
    }

    private static void writeNetworkPorts(
            final JsonWriter json, final String name, final List<AllocView.Port> all, final PortKind kind) {
        if (all.stream().noneMatch(port -> port.kind() == kind)) {
            return;
        }
        json.name(name).beginArray();
        all.stream().filter(port -> port.kind() == kind).forEach(port -> {
            json.beginObject();
            Fields.textIfSet(json, "HostNetwork", port.hostNetwork().isEmpty() ? "default" : port.hostNetwork());
            if (port.ignoreCollision()) {
                Fields.bool(json, "IgnoreCollision", true);
            }
            Fields.textIfSet(json, "Label", port.label());
            Fields.numberIfSet(json, "To", port.to());
            Fields.numberIfSet(json, "Value", port.value());
            json.endObject();
        });
        json.endArray();
    }

    private void writePorts(final JsonWriter json) {
        final List<AllocView.Port> all = Stream.concat(
                        row.ports.stream().filter(port -> port.kind() == PortKind.STATIC),
                        row.ports.stream().filter(port -> port.kind() == PortKind.DYNAMIC))
                .filter(port -> port.taskIndex() == OF_GROUP)
                .toList();
        if (all.isEmpty()) {
            json.nil();
            return;
        }
        json.beginArray();
        for (final AllocView.Port port : all) {
            json.beginObject();
            Fields.textIfSet(json, "HostIP", port.hostIp());
            if (port.ignoreCollision()) {
                Fields.bool(json, "IgnoreCollision", true);
            }
            Fields.textIfSet(json, "Label", port.label());
            Fields.numberIfSet(json, "To", port.to());
            Fields.numberIfSet(json, "Value", port.value());
            json.endObject();
        }
        json.endArray();
    }

    private @Nullable JsonObject askedNetwork(final int owner) {
        if (group == null) {
            return null;
        }
        final JsonObject holder;
        if (owner == OF_GROUP) {
            holder = group;
        } else {
            final JsonObject task = task(row.tasks.get(owner).name());
            holder = task == null ? null : task.object("Resources");
        }
        final JsonArray networks = holder == null ? null : holder.array("Networks");
        return networks == null || networks.isEmpty()
                ? null
                : networks.objects().get(0);
    }

    private JsonValue lifecycle(final String taskName) {
        final JsonObject task = task(taskName);
        return task == null ? JsonNull.NULL : task.value("Lifecycle");
    }

    private @Nullable JsonObject task(final String name) {
        if (group != null) {
            for (final JsonObject task : group.objects("Tasks")) {
                if (task.text("Name").equals(name)) {
                    return task;
                }
            }
        }
        return null;
    }

    private List<AllocView.Task> sortedTasks() {
        return row.tasks.stream()
                .sorted(Comparator.comparing(AllocView.Task::name))
                .toList();
    }
}
