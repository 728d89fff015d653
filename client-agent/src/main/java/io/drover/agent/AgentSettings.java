package io.drover.agent;

import io.drover.agent.env.HostEnvironment;
import io.drover.agent.gc.GcSettings;
import java.nio.file.Path;
import java.util.Set;

/**
 * How an agent is set up.
 *
 * @param stateDir where it remembers its allocations; one agent at a time.
 * @param allocsDir directory above all allocations.
 * @param ephemeral whether this is a development agent: it remembers nothing and ends all tasks when it is closed.
 * @param clusterId the cluster that it belongs to, empty when it does not know yet.
 * @param parentCgroup name of the control group above all tasks, or empty.
 * @param killTimeoutMaxNs upper bound of kill time-outs.
 * @param hostEnvDenylist variables of the agent that tasks never see.
 * @param gc when ended allocations are removed.
 * @param secretsInMemory whether credentials of tasks are kept in memory where the kernel allows it; what is kept so must be
 *     released before its directory can be removed.
 */
public record AgentSettings(
        Path stateDir,
        Path allocsDir,
        boolean ephemeral,
        String clusterId,
        String parentCgroup,
        long killTimeoutMaxNs,
        Set<String> hostEnvDenylist,
        GcSettings gc,
        boolean secretsInMemory) {

    private static final long KILL_TIMEOUT_MAX_NS = 30_000_000_000L;

    /** Copies the set. */
    public AgentSettings {
        hostEnvDenylist = Set.copyOf(hostEnvDenylist);
    }

    /** The documented defaults below a data directory. */
    public static AgentSettings defaults(final Path dataDir, final boolean ephemeral) {
        return new AgentSettings(
                dataDir.resolve("client"),
                dataDir.resolve("alloc"),
                ephemeral,
                "",
                "nomad.slice",
                KILL_TIMEOUT_MAX_NS,
                HostEnvironment.DEFAULT_DENYLIST,
                GcSettings.DEFAULT,
                false);
    }

    /** The same agent as a member of that cluster. */
    public AgentSettings withClusterId(final String id) {
        return new AgentSettings(
                stateDir,
                allocsDir,
                ephemeral,
                id,
                parentCgroup,
                killTimeoutMaxNs,
                hostEnvDenylist,
                gc,
                secretsInMemory);
    }

    /** The same agent with other limits for ended allocations. */
    public AgentSettings withGc(final GcSettings limits) {
        return new AgentSettings(
                stateDir,
                allocsDir,
                ephemeral,
                clusterId,
                parentCgroup,
                killTimeoutMaxNs,
                hostEnvDenylist,
                limits,
                secretsInMemory);
    }
}
