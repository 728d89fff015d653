package io.drover.gateway.endpoint;

import io.drover.gateway.core.CoreClient;
import io.drover.gateway.edge.NodeCalls;
import io.drover.gateway.http.LeaderRelay;
import io.drover.gateway.http.Reads;
import io.drover.gateway.http.Watches;

/**
 * What endpoints work with.
 *
 * @param core the way to the state machine.
 * @param reads serves reads from it.
 * @param settings what admission of jobs depends on.
 * @param keys signing keys of the cluster.
 * @param nodeCalls the way to nodes.
 * @param agent the agent that serves the API.
 */
public record GatewayContext(
        CoreClient core,
        Reads reads,
        ClusterSettings settings,
        SigningKeys keys,
        NodeCalls nodeCalls,
        AgentInfo agent) {
    /** Puts the parts together and lets them hear of changes. */
    public static GatewayContext of(final CoreClient core, final NodeCalls nodeCalls, final AgentInfo agent) {
        final Watches watches = new Watches();
        core.addListener(watches);
        final ClusterSettings settings = new ClusterSettings(core);
        core.addListener(settings);
        final SigningKeys keys = new SigningKeys(core);
        core.addListener(keys);
        return new GatewayContext(
                core, new Reads(core, watches, new LeaderRelay(core)), settings, keys, nodeCalls, agent);
    }
}
