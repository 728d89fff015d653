package io.drover.gateway.endpoint;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.function.Supplier;

/**
 * What the API says of the agent that serves it.
 *
 * @param name of the agent.
 * @param region that it belongs to.
 * @param datacenter that it is in.
 * @param version of the program.
 * @param host that others reach it at.
 * @param httpPort of its API.
 * @param rpcPort of its commands.
 * @param serfPort of its membership.
 * @param memberCount servers of the cluster.
 * @param localNodeId id of the node in this process; empty when there is none.
 * @param jobMaxSourceLength longest source of a job that is kept, in bytes.
 * @param logs what it logs.
 * @param stateFiles files of the state of its server.
 * @param config its configuration in the API's form.
 */
public record AgentInfo(
        String name,
        String region,
        String datacenter,
        String version,
        String host,
        int httpPort,
        int rpcPort,
        int serfPort,
        int memberCount,
        Supplier<String> localNodeId,
        long jobMaxSourceLength,
        LogFeed logs,
        StateFiles stateFiles,
        JsonObject config) {
    /** Whether a node runs in this process. */
    public boolean hasClient() {
        return !localNodeId.get().isEmpty();
    }

    /** Address of its commands. */
    String rpcAddress() {
        return host + ":" + rpcPort;
    }
}
