package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.AccessSettings;
import io.drover.gateway.core.CoreClient;
import io.drover.gateway.edge.NodeCalls;
import io.drover.gateway.http.LeaderRelay;
import io.drover.gateway.http.Reads;
import io.drover.gateway.http.Watches;
import io.drover.gateway.keyring.KeySeal;
import io.drover.gateway.keyring.Keyring;
import io.drover.gateway.keyring.Rekeying;

/**
 * What endpoints work with.
 *
 * @param core the way to the state machine.
 * @param reads serves reads from it.
 * @param settings what admission of jobs depends on.
 * @param keys signing keys of the cluster.
 * @param keyring opens and seals what the state keeps sealed.
 * @param nodeCalls the way to nodes.
 * @param agent the agent that serves the API.
 * @param access recognizes callers.
 */
public record GatewayContext(
        CoreClient core,
        Reads reads,
        ClusterSettings settings,
        SigningKeys keys,
        Keyring keyring,
        NodeCalls nodeCalls,
        AgentInfo agent,
        Access access) {
    /** Puts the parts together and lets them hear of changes. */
    public static GatewayContext of(
            final CoreClient core,
            final NodeCalls nodeCalls,
            final AgentInfo agent,
            final KeySeal seal,
            final AccessSettings accessSettings) {
        final Watches watches = new Watches();
        core.addListener(watches);
        final ClusterSettings settings = new ClusterSettings(core);
        core.addListener(settings);
        final SigningKeys keys = new SigningKeys(core);
        core.addListener(keys);
        final Keyring keyring = new Keyring(core, seal);
        core.addListener(keyring);
        core.addListener(new Rekeying(core, keyring));
        final Access access = new Access(core, accessSettings, seal);
        core.addListener(access);
        return new GatewayContext(
                core,
                new Reads(core, watches, new LeaderRelay(core)),
                settings,
                keys,
                keyring,
                nodeCalls,
                agent,
                access);
    }

    /**
     * For reads of a past state: nothing writes, and callers may see of the past what they may see now.
     *
     * @param core the way to the past state.
     * @param access recognizes callers by the present state.
     */
    public static GatewayContext ofPast(
            final CoreClient core,
            final NodeCalls nodeCalls,
            final AgentInfo agent,
            final KeySeal seal,
            final Access access) {
        final Watches watches = new Watches();
        final ClusterSettings settings = new ClusterSettings(core);
        core.addListener(settings);
        final SigningKeys keys = new SigningKeys(core);
        core.addListener(keys);
        final Keyring keyring = new Keyring(core, seal);
        core.addListener(keyring);
        return new GatewayContext(
                core,
                new Reads(core, watches, new LeaderRelay(core)),
                settings,
                keys,
                keyring,
                nodeCalls,
                agent,
                access);
    }
}
