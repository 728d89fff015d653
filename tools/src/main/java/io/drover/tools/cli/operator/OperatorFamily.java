package io.drover.tools.cli.operator;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
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
            {"invariants", "Check that the state of a server is sound"},
            {"metrics", "Print the metrics of an agent"},
            {"raft list-peers", "List the servers that agree on the state"},
            {"raft remove-peer", "Remove a server from those that agree on the state"},
            {"raft transfer-leadership", "Make another server the leader"},
            {"root keyring list", "List the keys that seal variables"},
            {"root keyring remove", "Remove a key that nothing is sealed with"},
            {"root keyring rotate", "Make a new key"},
            {"scheduler get-config", "Show the configuration of the scheduler"},
            {"scheduler set-config", "Change the configuration of the scheduler"},
            {"snapshot inspect", "Show what a file of the state has"},
            {"snapshot restore", "Bring the state of a file back"},
            {"snapshot save", "Write the state into a file"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "api" -> new OperatorApiCommand();
            case "autopilot get-config" -> new AutopilotGetCommand();
            case "autopilot health" -> new AutopilotHealthCommand();
            case "autopilot set-config" -> new AutopilotSetCommand();
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
            default -> null;
        };
    }
}
