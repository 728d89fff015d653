package io.drover.tools.cli.node;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code node}. */
public final class NodeFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with nodes, the machines that run jobs.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"config", "Show or change the servers of a client agent"},
            {"drain", "Move all work away from a node, or stop doing so"},
            {"eligibility", "Allow or forbid new work on a node"},
            {"identity get", "Show what the identity of a node says"},
            {"identity renew", "Let a node get another identity"},
            {"intro create", "Make a token that introduces a client"},
            {"meta apply", "Change the metadata of a node"},
            {"meta read", "Show the metadata of a node"},
            {"pool apply", "Create or update a node pool"},
            {"pool delete", "Delete a node pool"},
            {"pool info", "Show one node pool"},
            {"pool init", "Write an example node pool specification"},
            {"pool jobs", "List the jobs of a node pool"},
            {"pool list", "List node pools"},
            {"pool nodes", "List the nodes of a node pool"},
            {"status", "List nodes or show one"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "config" -> new NodeConfigCommand();
            case "drain" -> new NodeDrainCommand();
            case "eligibility" -> new NodeEligibilityCommand();
            case "identity get" -> new NodeIdentityGetCommand();
            case "identity renew" -> new NodeIdentityRenewCommand();
            case "intro create" -> new NodeIntroCreateCommand();
            case "meta apply" -> new NodeMetaApplyCommand();
            case "meta read" -> new NodeMetaReadCommand();
            case "pool apply" -> new PoolApplyCommand();
            case "pool delete" -> new PoolDeleteCommand();
            case "pool info" -> new PoolInfoCommand();
            case "pool init" -> new PoolInitCommand();
            case "pool jobs" -> new PoolJobsCommand();
            case "pool list" -> new PoolListCommand();
            case "pool nodes" -> new PoolNodesCommand();
            case "status" -> new NodeStatusCommand();
            default -> null;
        };
    }
}
