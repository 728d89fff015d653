package io.drover.tools.cli.node;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Questions;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Durations;
import io.drover.tools.cli.text.Quote;
import java.util.List;

/** {@code node drain}: starts, ends or watches the drain of a node. */
final class NodeDrainCommand extends ApiCommand {
    private static final long DEFAULT_DEADLINE_NS = Durations.parse("1h");
    /** A deadline before now: everything stops at once. */
    private static final long FORCED = -1_000_000_000L;

    NodeDrainCommand() {
        super(
                "node drain",
                "[options] <node>",
                "Moves all work away from a node and keeps new work off it, or ends that. While a drain runs the command"
                        + " prints its progress.");
        flags.bool("enable", "Starts the drain.")
                .bool("disable", "Ends the drain.")
                .text("deadline", "duration", "The time after which what still runs is stopped. Default = 1h.")
                .bool("detach", "Returns at once instead of watching the drain.")
                .bool("force", "Stops everything at once.")
                .bool("no-deadline", "Waits without end for work to move away.")
                .bool("ignore-system", "Leaves system jobs running.")
                .bool("keep-ineligible", "With -disable, keeps new work off the node.")
                .bool("monitor", "Watches a drain that runs already.")
                .bool("self", "Works on the node that the asked agent is.")
                .text("m", "message", "A message to keep with the drain.")
                .list("meta", "key>=<value", "Metadata to keep with the drain. May be given several times.")
                .bool("yes", "Answers all questions with yes.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final boolean isMonitor = flags.isOn("monitor");
        if (isMonitor ? flags.isOn("enable") || flags.isOn("disable") : flags.isOn("enable") == flags.isOn("disable")) {
            return usageError("Either the '-enable' or '-disable' flag must be set, unless using '-monitor'");
        }
        if (flags.isOn("self") ? !rest.isEmpty() : rest.size() != 1) {
            return usageError("Node ID must be specified if -self isn't being used");
        }
        if (flags.isOn("force") && flags.isOn("no-deadline")) {
            return usageError("-force and -no-deadline are mutually exclusive");
        }
        if (flags.isOn("force") && !flags.text("deadline").isEmpty()) {
            return usageError("-force and -deadline are mutually exclusive");
        }
        final long deadlineNs;
        try {
            deadlineNs = deadline();
        } catch (final IllegalArgumentException e) {
            return fail("Failed to parse deadline " + Quote.of(flags.text("deadline")) + ": " + e.getMessage());
        }
        final String nodeId = flags.isOn("self")
                ? Nodes.self(api())
                : Nodes.find(api(), rest.get(0), "Error toggling drain mode").text("ID");
        if (isMonitor) {
            return new DrainMonitor(api(), ui()).follow(nodeId);
        }
        if (!rest.isEmpty() && !isConfirmed(rest.get(0), nodeId)) {
            return 0;
        }
        return toggle(nodeId, deadlineNs);
    }

    private int toggle(final String nodeId, final long deadlineNs) throws ApiException {
        final boolean isEnable = flags.isOn("enable");
        final JsonObject body = new JsonObject();
        body.put("NodeID", nodeId);
        if (isEnable) {
            final JsonObject spec = new JsonObject();
            spec.put("Deadline", deadlineNs);
            spec.put("IgnoreSystemJobs", flags.isOn("ignore-system"));
            body.put("DrainSpec", spec);
        }
        body.put("MarkEligible", !isEnable && !flags.isOn("keep-ineligible"));
        body.put("Meta", meta());
        try {
            api().put("/v1/node/" + nodeId + "/drain", new Query(), body);
        } catch (final ApiException e) {
            return fail("Error updating drain specification", e);
        }
        ui().output("Node " + Quote.of(nodeId) + " drain strategy " + (isEnable ? "set" : "unset"));
        return isEnable && !flags.isOn("detach") ? new DrainMonitor(api(), ui()).follow(nodeId) : 0;
    }

    private long deadline() {
        if (flags.isOn("force")) {
            return FORCED;
        }
        if (flags.isOn("no-deadline")) {
            return 0;
        }
        return flags.text("deadline").isEmpty() ? DEFAULT_DEADLINE_NS : Durations.parse(flags.text("deadline"));
    }

    private JsonObject meta() {
        final JsonObject meta = new JsonObject();
        if (!flags.text("m").isEmpty()) {
            meta.put("message", flags.text("m"));
        }
        for (final String pair : flags.list("meta")) {
            final int equals = pair.indexOf('=');
            meta.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return meta;
    }

    /** A whole identifier needs no question; the beginning of one might hit another node than was meant. */
    private boolean isConfirmed(final String given, final String nodeId) {
        if (flags.isOn("yes") || given.equals(nodeId)) {
            return true;
        }
        final String verb = flags.isOn("enable") ? "enable" : "disable";
        return Questions.confirm(
                ui(), "Are you sure you want to " + verb + " drain mode for node " + Quote.of(nodeId) + "? [y/N]");
    }
}
