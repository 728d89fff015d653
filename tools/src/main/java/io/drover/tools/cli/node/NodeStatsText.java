package io.drover.tools.cli.node;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Sizes;

/** The figures of a node's processors, memory and disks, as {@code -stats} shows them. */
final class NodeStatsText {
    private final Ui ui;

    NodeStatsText(final Ui ui) {
        this.ui = ui;
    }

    String of(final Doc stats) {
        final StringBuilder text = new StringBuilder(ui.bold("CPU Stats"));
        for (final Doc cpu : stats.get("CPU").items()) {
            text.append('\n')
                    .append(new KeyValues()
                            .add("CPU", cpu.text("CPU"))
                            .add("User", percent(cpu.get("User")))
                            .add("System", percent(cpu.get("System")))
                            .add("Idle", percent(cpu.get("Idle"))))
                    .append('\n');
        }
        final Doc memory = stats.get("Memory");
        text.append('\n').append(ui.bold("Memory Stats")).append('\n');
        text.append(new KeyValues()
                .add("Total", Sizes.bytes(memory.number("Total")))
                .add("Available", Sizes.bytes(memory.number("Available")))
                .add("Used", Sizes.bytes(memory.number("Used")))
                .add("Free", Sizes.bytes(memory.number("Free"))));
        text.append("\n\n").append(ui.bold("Disk Stats"));
        for (final Doc disk : stats.get("DiskStats").items()) {
            text.append('\n')
                    .append(new KeyValues()
                            .add("Device", disk.text("Device"))
                            .add("MountPoint", disk.text("Mountpoint"))
                            .add("Size", Sizes.bytes(disk.number("Size")))
                            .add("Used", Sizes.bytes(disk.number("Used")))
                            .add("Available", Sizes.bytes(disk.number("Available")))
                            .add("Used Percent", percent(disk.get("UsedPercent")))
                            .add("Inodes Percent", percent(disk.get("InodesUsedPercent"))))
                    .append('\n');
        }
        return text.toString();
    }

    private static String percent(final Doc value) {
        return Sizes.decimals(value.decimal(), 2) + "%";
    }
}
