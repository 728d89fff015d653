package io.drover.tools.cli.alloc;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Durations;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.List;
import java.util.Map;

/** The head of an allocation's view: identifiers, states, times, addresses, and the short list of tasks. */
final class AllocFacts {
    private final boolean isLong;

    AllocFacts(final boolean isLong) {
        this.isLong = isLong;
    }

    String of(final Doc alloc, final Doc nextTry) {
        final KeyValues facts = new KeyValues()
                .add("ID", alloc.text("ID"))
                .add("Eval ID", Ids.of(alloc.text("EvalID"), isLong))
                .add("Name", alloc.text("Name"))
                .add("Node ID", Ids.of(alloc.text("NodeID"), isLong))
                .add("Node Name", alloc.text("NodeName"))
                .add("Job ID", alloc.text("JobID"))
                .add("Job Version", alloc.get("Job").number("Version"))
                .add("Client Status", alloc.text("ClientStatus"))
                .add("Client Description", alloc.text("ClientDescription"))
                .add("Desired Status", alloc.text("DesiredStatus"))
                .add("Desired Description", alloc.text("DesiredDescription"))
                .add("Created", time(alloc.number("CreateTime")))
                .add("Modified", time(alloc.number("ModifyTime")));
        addDeployment(facts, alloc);
        addReplacement(facts, alloc, nextTry);
        if (isLong) {
            addMetrics(facts, alloc.get("Metrics"));
        }
        return facts.toString();
    }

    String brief(final Doc alloc) {
        return new KeyValues()
                .add("ID", alloc.text("ID"))
                .add("Name", alloc.text("Name"))
                .add("Created", Times.age(alloc.number("CreateTime"), Times.now()))
                .add("Modified", Times.age(alloc.number("ModifyTime"), Times.now()))
                .toString();
    }

    /** One line per task with its last event. */
    static String tasks(final Doc alloc) {
        final Table table = new Table("Name", "State", "Last Event", "Time", "Lifecycle");
        for (final Map.Entry<String, Doc> entry :
                alloc.get("TaskStates").fields().entrySet()) {
            final List<Doc> events = entry.getValue().get("Events").items();
            final Doc last = events.isEmpty() ? Doc.ABSENT : events.get(events.size() - 1);
            table.row(
                    entry.getKey(),
                    entry.getValue().text("State"),
                    last.text("Type"),
                    Times.format(last.number("Time")),
                    TaskText.lifecycle(alloc, entry.getKey(), "main"));
        }
        return table.toString();
    }

    /** The addresses of the group's network, with an empty line in front; empty when there is none. */
    static String addresses(final Ui ui, final Doc alloc) {
        final Doc shared = alloc.get("AllocatedResources").get("Shared");
        final Doc network = shared.get("Networks").at(0);
        if (network.isNull()) {
            return "";
        }
        final Table table = new Table("Label", "Dynamic", "Address");
        if (shared.get("Ports").size() > 0) {
            for (final Doc port : shared.get("Ports").items()) {
                final boolean isDynamic = contains(network.get("DynamicPorts"), port.text("Label"));
                table.row(address(port.text("Label"), isDynamic, port.text("HostIP"), port));
            }
        } else {
            addPorts(table, network, "DynamicPorts", true);
            addPorts(table, network, "ReservedPorts", false);
        }
        if (table.rowCount() == 0) {
            return "";
        }
        final String mode = network.text("Mode");
        return "\n\n"
                + ui.bold("Allocation Addresses" + (mode.isEmpty() ? "" : " (mode = " + Quote.of(mode) + ")") + ":")
                + '\n' + table;
    }

    private static void addPorts(final Table table, final Doc network, final String field, final boolean isDynamic) {
        for (final Doc port : network.get(field).items()) {
            table.row(address(port.text("Label"), isDynamic, network.text("IP"), port));
        }
    }

    private static String[] address(final String label, final boolean isDynamic, final String host, final Doc port) {
        final long to = port.number("To");
        final String address = host + ":" + port.number("Value") + (to > 0 ? " -> " + to : "");
        return new String[] {"*" + label, isDynamic ? "yes" : "no", address};
    }

    private static boolean contains(final Doc ports, final String label) {
        for (final Doc port : ports.items()) {
            if (port.text("Label").equals(label)) {
                return true;
            }
        }
        return false;
    }

    private void addDeployment(final KeyValues facts, final Doc alloc) {
        final String id = alloc.text("DeploymentID");
        if (id.isEmpty()) {
            return;
        }
        final Doc status = alloc.get("DeploymentStatus");
        final Doc healthy = status.get("Healthy");
        facts.add("Deployment ID", Ids.of(id, isLong))
                .add("Deployment Health", healthy.isNull() ? "unset" : healthy.isTrue() ? "healthy" : "unhealthy");
        if (status.isTrue("Canary")) {
            facts.add("Canary", true);
        }
    }

    private void addReplacement(final KeyValues facts, final Doc alloc, final Doc nextTry) {
        final int attemptCount = alloc.get("RescheduleTracker").get("Events").size();
        final long limit = rescheduleLimit(alloc);
        if (attemptCount > 0 && limit > 0) {
            facts.add("Reschedule Attempts", attemptCount + "/" + limit);
        }
        if (!alloc.text("NextAllocation").isEmpty()) {
            facts.add("Replacement Alloc ID", Ids.of(alloc.text("NextAllocation"), isLong));
        }
        final long waitUntil = Times.parse(nextTry.text("WaitUntil"));
        if (waitUntil > Times.now()) {
            facts.add("Reschedule Eligibility", Times.age(waitUntil, Times.now()));
        }
    }

    private static long rescheduleLimit(final Doc alloc) {
        for (final Doc group : alloc.get("Job").get("TaskGroups").items()) {
            final Doc policy = group.get("ReschedulePolicy");
            if (group.text("Name").equals(alloc.text("TaskGroup")) && !policy.isTrue("Unlimited")) {
                return policy.number("Attempts");
            }
        }
        return 0;
    }

    private static void addMetrics(final KeyValues facts, final Doc metrics) {
        facts.add("Evaluated Nodes", metrics.number("NodesEvaluated"))
                .add("Filtered Nodes", metrics.number("NodesFiltered"))
                .add("Exhausted Nodes", metrics.number("NodesExhausted"))
                .add("Allocation Time", Durations.format(metrics.number("AllocationTime")))
                .add("Failures", metrics.number("CoalescedFailures"));
    }

    private String time(final long nanos) {
        return isLong ? Times.format(nanos) : Times.age(nanos, Times.now());
    }
}
