package io.drover.tools.cli.alloc;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Sizes;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The tasks of an allocation: state, resources, times and recent events. */
final class TaskText {
    private static final int EVENTS_MAX = 10;
    private static final long MEBIBYTE = 1L << 20;

    private final Ui ui;
    private final Doc alloc;
    private final Doc use;
    private final boolean hasStats;

    TaskText(final Ui ui, final Doc alloc, final Doc use, final boolean hasStats) {
        this.ui = ui;
        this.alloc = alloc;
        this.use = use;
        this.hasStats = hasStats;
    }

    void show() {
        for (final Map.Entry<String, Doc> entry :
                alloc.get("TaskStates").fields().entrySet()) {
            final String task = entry.getKey();
            final Doc state = entry.getValue();
            final String lifecycle = lifecycle(alloc, task, "");
            ui.output('\n'
                    + ui.bold("Task " + Quote.of(task) + (lifecycle.isEmpty() ? "" : " (" + lifecycle + ")") + " is "
                            + Quote.of(state.text("State"))));
            showResources(task);
            showVolumes(task);
            ui.output("Task Events:");
            ui.output(times(state));
            ui.output("\n" + ui.bold("Recent Events:"));
            ui.output(events(state));
        }
    }

    /** Such as {@code prestart} or {@code poststart sidecar}; the given word for a main task. */
    static String lifecycle(final Doc alloc, final String task, final String main) {
        for (final Doc group : alloc.get("Job").get("TaskGroups").items()) {
            if (!group.text("Name").equals(alloc.text("TaskGroup"))) {
                continue;
            }
            for (final Doc candidate : group.get("Tasks").items()) {
                final Doc lifecycle = candidate.get("Lifecycle");
                if (candidate.text("Name").equals(task)
                        && !lifecycle.text("Hook").isEmpty()) {
                    return lifecycle.text("Hook") + (lifecycle.isTrue("Sidecar") ? " sidecar" : "");
                }
            }
        }
        return main;
    }

    private void showResources(final String task) {
        final Doc resources = alloc.get("AllocatedResources").get("Tasks").get(task);
        if (resources.isNull()) {
            return;
        }
        final Doc taskUse = use.get("Tasks").get(task).get("ResourceUsage");
        final List<String> addresses = addresses(resources.get("Networks").at(0));
        final long memoryMb = resources.get("Memory").number("MemoryMB");
        final long memoryMaxMb = resources.get("Memory").number("MemoryMaxMB");
        final Table table = new Table("CPU", "Memory", "Disk", "Addresses").keepBlanks();
        table.row(
                cpu(resources, taskUse),
                memory(memoryMb, taskUse),
                Sizes.bytes(alloc.get("AllocatedResources").get("Shared").number("DiskMB") * MEBIBYTE),
                addresses.isEmpty() ? "" : addresses.get(0));
        final boolean hasMax = memoryMaxMb > 0 && memoryMaxMb != memoryMb;
        for (int i = 1; i < Math.max(addresses.size(), hasMax ? 2 : 1); i++) {
            final String max = hasMax && i == 1 ? "Max: " + Sizes.bytes(memoryMaxMb * MEBIBYTE) : "";
            table.row("", max, "", i < addresses.size() ? addresses.get(i) : "");
        }
        ui.output(ui.bold("Task Resources:"));
        ui.output(table + "\n");
        if (hasStats && !taskUse.isNull()) {
            showStats(taskUse);
        }
    }

    private void showVolumes(final String task) {
        final Table table = new Table("ID", "Read Only");
        for (final Doc group : alloc.get("Job").get("TaskGroups").items()) {
            for (final Doc each : group.get("Tasks").items()) {
                if (group.text("Name").equals(alloc.text("TaskGroup"))
                        && each.text("Name").equals(task)) {
                    for (final Doc mount : each.get("VolumeMounts").items()) {
                        final Doc volume = group.get("Volumes").get(mount.text("Volume"));
                        if (volume.text("Type").equals("host")) {
                            table.row(volume.text("Name"), Boolean.toString(volume.isTrue("ReadOnly")));
                        }
                    }
                }
            }
        }
        if (table.rowCount() > 0) {
            ui.output("Host Volumes:\n" + table + "\n");
        }
    }

    private void showStats(final Doc taskUse) {
        final KeyValues memory = new KeyValues();
        for (final Doc name : taskUse.get("MemoryStats").get("Measured").items()) {
            final String field = name.text().replace(" ", "");
            memory.add(name.text(), Sizes.bytes(taskUse.get("MemoryStats").number(field)));
        }
        if (!memory.isEmpty()) {
            ui.output("Memory Stats\n" + memory + "\n");
        }
        final Doc cpu = taskUse.get("CpuStats");
        final KeyValues processor = new KeyValues();
        for (final Doc name : cpu.get("Measured").items()) {
            final String field = name.text().replace(" ", "");
            final double value =
                    cpu.get(field.equals("Percent") ? "Percent" : field).decimal();
            final String text = Sizes.decimals(value, field.startsWith("Throttled") ? 0 : 2);
            processor.add(name.text(), field.equals("Percent") ? text + "%" : text);
        }
        if (!processor.isEmpty()) {
            ui.output("CPU Stats\n" + processor + "\n");
        }
    }

    private static String cpu(final Doc resources, final Doc taskUse) {
        final long shares = resources.get("Cpu").number("CpuShares");
        final Doc ticks = taskUse.get("CpuStats").get("TotalTicks");
        return (ticks.isNull() ? "" : (long) Math.floor(ticks.decimal()) + "/") + shares + " MHz";
    }

    private static String memory(final long memoryMb, final Doc taskUse) {
        final Doc stats = taskUse.get("MemoryStats");
        if (stats.isNull()) {
            return Sizes.bytes(memoryMb * MEBIBYTE);
        }
        final long used = stats.number("RSS") > 0 ? stats.number("RSS") : stats.number("Usage");
        return Sizes.bytes(used) + "/" + Sizes.bytes(memoryMb * MEBIBYTE);
    }

    private static List<String> addresses(final Doc network) {
        final List<String> addresses = new ArrayList<>();
        for (final String field : new String[] {"DynamicPorts", "ReservedPorts"}) {
            for (final Doc port : network.get(field).items()) {
                addresses.add(port.text("Label") + ": " + network.text("IP") + ":" + port.number("Value"));
            }
        }
        return addresses;
    }

    private static String times(final Doc state) {
        return new KeyValues()
                .add("Started At", Times.format(Times.parse(state.text("StartedAt")), "N/A"))
                .add("Finished At", Times.format(Times.parse(state.text("FinishedAt")), "N/A"))
                .add("Total Restarts", state.number("Restarts"))
                .add("Last Restart", Times.format(Times.parse(state.text("LastRestart")), "N/A"))
                .toString();
    }

    private static String events(final Doc state) {
        final List<Doc> events = new ArrayList<>(state.get("Events").items());
        Collections.reverse(events);
        final Table table = new Table("Time", "Type", "Description");
        for (final Doc event : events.subList(0, Math.min(EVENTS_MAX, events.size()))) {
            final String description =
                    event.text("DisplayMessage").isEmpty() ? event.text("Message") : event.text("DisplayMessage");
            table.row(Times.format(event.number("Time")), event.text("Type"), description);
        }
        return table.toString();
    }
}
