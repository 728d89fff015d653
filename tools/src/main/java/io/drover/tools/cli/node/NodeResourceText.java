package io.drover.tools.cli.node;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Sizes;
import io.drover.tools.cli.text.Table;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of a node's resources is given to allocations, what they use, and what the whole machine uses. */
final class NodeResourceText {
    private static final long MEBIBYTE = 1L << 20;

    private final Ui ui;
    private final Doc node;
    private final List<Doc> running;

    NodeResourceText(final Ui ui, final Doc node, final List<Doc> running) {
        this.ui = ui;
        this.node = node;
        this.running = running;
    }

    String allocated() {
        long cpu = 0;
        long memoryMb = 0;
        long diskMb = 0;
        for (final Doc alloc : running) {
            final Doc resources = alloc.get("AllocatedResources");
            diskMb += resources.get("Shared").number("DiskMB");
            for (final Doc task : resources.get("Tasks").fields().values()) {
                cpu += task.get("Cpu").number("CpuShares");
                memoryMb += task.get("Memory").number("MemoryMB");
            }
        }
        final Table table = new Table("CPU", "Memory", "Disk", "Alloc Count");
        table.row(
                cpu + "/" + totalCpu() + " MHz",
                Sizes.bytes(memoryMb * MEBIBYTE) + "/" + Sizes.bytes(totalMemory()),
                Sizes.bytes(diskMb * MEBIBYTE) + "/" + Sizes.bytes(totalDisk()),
                Integer.toString(running.size()));
        return ui.bold("Allocated Resources") + '\n' + table;
    }

    String allocationUse(final Api api) {
        double cpu = 0;
        long memory = 0;
        for (final Doc alloc : running) {
            final Doc use = use(api, alloc.text("ID")).get("ResourceUsage");
            cpu += use.get("CpuStats").get("TotalTicks").decimal();
            memory += use.get("MemoryStats").number("RSS");
        }
        final Table table = new Table("CPU", "Memory");
        table.row((long) cpu + "/" + totalCpu() + " MHz", Sizes.bytes(memory) + "/" + Sizes.bytes(totalMemory()));
        return ui.bold("Allocation Resource Utilization") + '\n' + table;
    }

    String hostUse(final Doc stats) {
        Doc disk = stats.get("AllocDirStats");
        for (final Doc candidate : stats.get("DiskStats").items()) {
            if (disk.isNull()
                    || candidate.text("Device").equals(node.get("Attributes").text("unique.storage.volume"))) {
                disk = candidate;
            }
        }
        final Doc memory = stats.get("Memory");
        final Table table = new Table("CPU", "Memory", "Disk");
        table.row(
                (long) stats.get("CPUTicksConsumed").decimal() + "/" + totalCpu() + " MHz",
                Sizes.bytes(memory.number("Used")) + "/" + Sizes.bytes(memory.number("Total")),
                Sizes.bytes(disk.number("Used")) + "/" + Sizes.bytes(disk.number("Size")));
        return ui.bold("Host Resource Utilization") + '\n' + table;
    }

    /** Devices by name and instance, with what is wrong with those that tasks do not get; empty when the node has none. */
    String devices() {
        final SortedMap<String, String> rows = new TreeMap<>();
        for (final Doc group : node.get("NodeResources").get("Devices").items()) {
            final String name = group.text("Vendor") + "/" + group.text("Type") + "/" + group.text("Name");
            for (final Doc instance : group.get("Instances").items()) {
                final String health = instance.text("HealthDescription");
                final String state = health.isEmpty() ? "unhealthy" : "unhealthy: " + health;
                rows.put(name + "[" + instance.text("ID") + "]", instance.isTrue("Healthy") ? "" : state);
            }
        }
        if (rows.isEmpty()) {
            return "";
        }
        // There is no header: the first device takes its place.
        Table table = null;
        for (final Map.Entry<String, String> row : rows.entrySet()) {
            table = table == null ? new Table(row.getKey(), row.getValue()) : table.row(row.getKey(), row.getValue());
        }
        return ui.bold("Device Resource Utilization") + '\n' + table;
    }

    private static Doc use(final Api api, final String allocId) {
        try {
            return api.get("/v1/client/allocation/" + allocId + "/stats", new Query());
        } catch (final ApiException e) {
            return Doc.ABSENT;
        }
    }

    private long totalCpu() {
        return node.get("NodeResources").get("Cpu").number("CpuShares")
                - node.get("ReservedResources").get("Cpu").number("CpuShares");
    }

    private long totalMemory() {
        return MEBIBYTE
                * (node.get("NodeResources").get("Memory").number("MemoryMB")
                        - node.get("ReservedResources").get("Memory").number("MemoryMB"));
    }

    private long totalDisk() {
        return MEBIBYTE
                * (node.get("NodeResources").get("Disk").number("DiskMB")
                        - node.get("ReservedResources").get("Disk").number("DiskMB"));
    }
}
