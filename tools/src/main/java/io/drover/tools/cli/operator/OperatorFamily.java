package io.drover.tools.cli.operator;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import io.drover.tools.cli.UnsupportedCommand;
import io.drover.tools.cli.debug.DebugCommand;
import io.drover.tools.cli.edition.UtilizationCommand;
import org.jspecify.annotations.Nullable;

/** {@code operator}. */
public final class OperatorFamily implements Family {
    @Override
    public String synopsis() {
        return "Looks after a cluster: its servers, its scheduler and its HTTP API.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"api", "Send a request to the HTTP API"},
            {"autopilot get-config", "Show how servers are looked after"},
            {"autopilot health", "Show whether the servers are healthy"},
            {"autopilot set-config", "Change how servers are looked after"},
            {"client-state", "Show the state that a client agent keeps"},
            {"debug", "Collect facts, state and logs of a cluster"},
            {"feature-level", "Show or raise the feature level of a cluster"},
            {"gossip keyring generate", "Print a new random key"},
            {"gossip keyring install", "Give a key to the servers' talk"},
            {"gossip keyring list", "List the keys of the servers' talk"},
            {"gossip keyring remove", "Take a key from the servers' talk"},
            {"gossip keyring use", "Make a key the first of the servers' talk"},
            {"invariants", "Check that the state of a server is sound"},
            {"metrics", "Print the metrics of an agent"},
            {"raft info", "Show facts about a log of changes"},
            {"raft list-peers", "List the servers that agree on the state"},
            {"raft logs", "Show the entries of a log of changes"},
            {"raft migrate-backend", "Change the form of a log of changes"},
            {"raft remove-peer", "Remove a server from those that agree on the state"},
            {"raft state", "Show the state that a log of changes leads to"},
            {"raft transfer-leadership", "Make another server the leader"},
            {"root keyring list", "List the keys that seal variables"},
            {"root keyring remove", "Remove a key that nothing is sealed with"},
            {"root keyring rotate", "Make a new key"},
            {"scheduler get-config", "Show the configuration of the scheduler"},
            {"scheduler set-config", "Change the configuration of the scheduler"},
            {"snapshot inspect", "Show what a file of the state has"},
            {"snapshot restore", "Bring the state of a file back"},
            {"snapshot save", "Write the state into a file"},
            {"utilization", "Write a report about what a cluster uses"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "api" -> new OperatorApiCommand();
            case "autopilot get-config" -> new AutopilotGetCommand();
            case "autopilot health" -> new AutopilotHealthCommand();
            case "autopilot set-config" -> new AutopilotSetCommand();
            case "client-state", "raft info", "raft logs", "raft migrate-backend", "raft state" -> offline(name);
            case "debug" -> new DebugCommand();
            case "feature-level" -> new FeatureLevelCommand();
            case "gossip keyring generate" -> new GossipKeyGenerateCommand();
            case "gossip keyring install" ->
                new GossipKeyCommand(
                        "install", "Installing new gossip encryption key...", "Successfully installed key!");
            case "gossip keyring list" -> new GossipKeyCommand("list", "Gathering installed encryption keys...", "");
            case "gossip keyring remove" ->
                new GossipKeyCommand("remove", "Removing gossip encryption key...", "Successfully removed key!");
            case "gossip keyring use" ->
                new GossipKeyCommand(
                        "use", "Changing primary gossip encryption key...", "Successfully changed primary key!");
            case "invariants" -> new InvariantsCommand();
            case "metrics" -> new MetricsCommand();
            case "raft list-peers" -> new RaftListPeersCommand();
            case "raft remove-peer" -> new RaftRemovePeerCommand();
            case "raft transfer-leadership" -> new RaftTransferCommand();
            case "root keyring list" -> new RootKeyListCommand();
            case "root keyring remove" -> new RootKeyRemoveCommand();
            case "root keyring rotate" -> new RootKeyRotateCommand();
            case "scheduler get-config" -> new SchedulerGetCommand();
            case "scheduler set-config" -> new SchedulerSetCommand();
            case "snapshot inspect" -> new SnapshotInspectCommand();
            case "snapshot restore" -> new SnapshotRestoreCommand();
            case "snapshot save" -> new SnapshotSaveCommand();
            case "utilization" -> UtilizationCommand.create();
            default -> null;
        };
    }

    /** Commands that read the files of another kind of agent. */
    private static Command offline(final String name) {
        return new UnsupportedCommand(
                "operator " + name,
                name.equals("client-state")
                        ? "what a client agent keeps is in another form here; ask the agent for its allocations."
                        : "servers keep their log and snapshots in another form here; ask a running server instead.");
    }
}
