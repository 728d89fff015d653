package io.drover.tools.cli.node;

import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.AllocTable;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.show.Sorted;
import io.drover.tools.cli.text.Durations;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One node in full: facts, drivers, events, resources, allocations and, in the long form, attributes and metadata. */
final class NodeView {
    private static final int EVENTS_MAX = 10;
    private static final long SECOND = 1_000_000_000L;

    private final Api api;
    private final Ui ui;
    private final Flags flags;
    private final boolean isLong;

    NodeView(final Api api, final Ui ui, final Flags flags) {
        this.api = api;
        this.ui = ui;
        this.flags = flags;
        this.isLong = flags.isOn("verbose");
    }

    int show(final String nodeId) {
        final Doc node;
        try {
            node = api.get("/v1/node/" + nodeId);
        } catch (final ApiException e) {
            ui.error("Error querying node info: " + e.getMessage());
            return 1;
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui, Shape.NODE.of(node));
        }
        final Doc stats = stats(nodeId);
        ui.output(facts(node, stats));
        final boolean isShort = flags.isOn("short");
        if (!isShort) {
            showDrivers(node);
            showEvents(node);
        }
        final List<Doc> allocs = allocs(nodeId);
        final NodeResourceText resources = new NodeResourceText(ui, node, running(allocs));
        if (!isShort) {
            ui.output('\n' + resources.allocated());
            if (!stats.isNull()) {
                ui.output('\n' + resources.allocationUse(api));
                ui.output('\n' + resources.hostUse(stats));
                final String devices = resources.devices();
                if (!devices.isEmpty()) {
                    ui.output('\n' + devices);
                }
                if (flags.isOn("stats")) {
                    ui.output('\n' + new NodeStatsText(ui).of(stats));
                }
            }
        }
        ui.output('\n' + ui.bold("Allocations"));
        ui.output(AllocTable.of(allocs, isLong));
        if (isLong) {
            showPairs("Attributes", node.get("Attributes"));
            showPairs("Meta", node.get("Meta"));
        }
        return 0;
    }

    private String facts(final Doc node, final Doc stats) {
        final KeyValues facts = new KeyValues()
                .add("ID", node.text("ID"))
                .add("Name", node.text("Name"))
                .add("Node Pool", node.text("NodePool"))
                .add("Class", node.text("NodeClass"))
                .add("DC", node.text("Datacenter"))
                .add("Drain", drain(node))
                .add("Eligibility", node.text("SchedulingEligibility"))
                .add("Status", node.text("Status"))
                .add(
                        "CSI Controllers",
                        String.join(
                                ",", node.get("CSIControllerPlugins").fields().keySet()))
                .add(
                        "CSI Drivers",
                        String.join(",", node.get("CSINodePlugins").fields().keySet()));
        if (!flags.isOn("short") && !stats.isNull()) {
            facts.add("Uptime", Durations.format(stats.number("Uptime") * SECOND));
        }
        facts.add(
                        "Host Volumes",
                        String.join(",", node.get("HostVolumes").fields().keySet()))
                .add(
                        "Host Networks",
                        String.join(",", node.get("HostNetworks").fields().keySet()))
                .add("CSI Volumes", "");
        if (!isLong) {
            facts.add("Driver Status", driverStatus(node));
        }
        return facts.toString();
    }

    private static String drain(final Doc node) {
        final Doc strategy = node.get("DrainStrategy");
        if (strategy.isNull()) {
            return Boolean.toString(node.isTrue("Drain"));
        }
        final long deadline = Times.parse(strategy.text("ForceDeadline"));
        final StringBuilder text = new StringBuilder("true; ");
        if (strategy.number("Deadline") < 0) {
            text.append("force drain");
        } else {
            text.append(deadline == 0 ? "no deadline" : Times.format(deadline) + " deadline");
        }
        if (strategy.isTrue("IgnoreSystemJobs")) {
            text.append("; ignore-system-jobs");
        }
        return text.toString();
    }

    private static String driverStatus(final Doc node) {
        final List<String> drivers = new ArrayList<>();
        for (final Map.Entry<String, Doc> driver : node.get("Drivers").fields().entrySet()) {
            if (driver.getValue().isTrue("Detected")) {
                drivers.add(driver.getValue().isTrue("Healthy") ? driver.getKey() : driver.getKey() + " (unhealthy)");
            }
        }
        return String.join(",", drivers);
    }

    private void showDrivers(final Doc node) {
        if (!isLong) {
            return;
        }
        final Table table = new Table("Driver", "Detected", "Healthy", "Message", "Time");
        for (final Map.Entry<String, Doc> entry : node.get("Drivers").fields().entrySet()) {
            final Doc driver = entry.getValue();
            table.row(
                    entry.getKey(),
                    Boolean.toString(driver.isTrue("Detected")),
                    Boolean.toString(driver.isTrue("Healthy")),
                    driver.text("HealthDescription"),
                    Times.format(Times.parse(driver.text("UpdateTime"))));
        }
        ui.output('\n' + ui.bold("Drivers"));
        ui.output(table.toString());
    }

    private void showEvents(final Doc node) {
        final List<Doc> events = new ArrayList<>(node.get("Events").items());
        Collections.reverse(events);
        final Table table = isLong
                ? new Table("Time", "Subsystem", "Message", "Details")
                : new Table("Time", "Subsystem", "Message");
        for (final Doc event : events.subList(0, Math.min(EVENTS_MAX, events.size()))) {
            final String time = Times.format(Times.parse(event.text("Timestamp")));
            final String driver = event.get("Details").text("driver");
            final String subsystem = event.text("Subsystem") + (driver.isEmpty() ? "" : ": " + driver);
            if (isLong) {
                table.row(time, subsystem, event.text("Message"), details(event.get("Details")));
            } else {
                table.row(time, subsystem, event.text("Message"));
            }
        }
        ui.output('\n' + ui.bold("Node Events"));
        ui.output(table.toString());
    }

    private static String details(final Doc details) {
        final StringBuilder text = new StringBuilder();
        for (final Map.Entry<String, Doc> entry : details.fields().entrySet()) {
            text.append(entry.getKey())
                    .append(" : ")
                    .append(entry.getValue().text())
                    .append(' ');
        }
        return text.toString();
    }

    private void showPairs(final String title, final Doc pairs) {
        final KeyValues text = new KeyValues();
        for (final Map.Entry<String, Doc> entry : pairs.fields().entrySet()) {
            text.add(entry.getKey(), entry.getValue().text());
        }
        ui.output('\n' + ui.bold(title));
        ui.output(text.toString());
    }

    /** The node's own figures; absent when its agent does not answer, which a view of a lost node must survive. */
    private Doc stats(final String nodeId) {
        try {
            return api.get("/v1/client/stats", new Query().with("node_id", nodeId));
        } catch (final ApiException e) {
            return Doc.ABSENT;
        }
    }

    private List<Doc> allocs(final String nodeId) {
        try {
            return Sorted.newestFirst(api.get("/v1/node/" + nodeId + "/allocations"));
        } catch (final ApiException e) {
            ui.error("Error querying node allocations: " + e.getMessage());
            return Collections.emptyList();
        }
    }

    private static List<Doc> running(final List<Doc> allocs) {
        final List<Doc> running = new ArrayList<>();
        for (final Doc alloc : allocs) {
            if (alloc.text("ClientStatus").equals("running")) {
                running.add(alloc);
            }
        }
        return running;
    }
}
