package io.drover.tools.agent;

import io.drover.gateway.core.CoreClient;
import io.drover.gateway.edge.NodeCalls;
import io.drover.gateway.endpoint.AgentInfo;
import io.drover.gateway.endpoint.GatewayContext;
import io.drover.gateway.endpoint.Routes;
import io.drover.gateway.endpoint.StateFiles;
import io.drover.gateway.http.Router;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.Version;
import java.util.function.Supplier;

/** The routes of an agent's API, with what the API says of the agent itself. */
final class AgentRoutes {
    private AgentRoutes() {}

    /** The routes. */
    static Router of(final AgentConfig config, final CoreClient core, final NodeCalls calls, final AgentInfo info) {
        return Routes.addTo(
                new Router(),
                GatewayContext.of(core, calls, info, config.server().keySeal(), config.access()));
    }

    /** What the API says of the agent. */
    static AgentInfo info(
            final AgentConfig config,
            final int memberCount,
            final Supplier<String> localNodeId,
            final StateFiles stateFiles) {
        final AgentConfig.Network network = config.network();
        return new AgentInfo(
                config.name(),
                config.region(),
                config.datacenter(),
                Version.COMPATIBLE,
                network.advertiseHost(),
                network.httpPort(),
                network.rpcPort(),
                network.serfPort(),
                memberCount,
                localNodeId,
                config.server().jobMaxSourceLength(),
                LogTap.open(),
                stateFiles,
                configuration(config));
    }

    /** The part of the configuration that clients ask for; secrets never enter it. */
    private static JsonObject configuration(final AgentConfig config) {
        final AgentConfig.Network network = config.network();
        return new JsonObject()
                .put("ACL", new JsonObject().put("Enabled", config.access().isEnabled()))
                .put("BindAddr", network.bindHost())
                .put("Client", new JsonObject().put("Enabled", config.client().enabled()))
                .put("DataDir", config.dataDir().toString())
                .put("Datacenter", config.datacenter())
                .put("DevMode", config.isDev())
                .put("EnableDebug", config.isDebug())
                .put("LogLevel", config.logLevel())
                .put("NodeName", config.name())
                .put(
                        "Ports",
                        new JsonObject()
                                .put("HTTP", network.httpPort())
                                .put("RPC", network.rpcPort())
                                .put("Serf", network.serfPort()))
                .put("Region", config.region())
                .put(
                        "Server",
                        new JsonObject()
                                .put("EnableEventBroker", config.server().streamsEvents())
                                .put("Enabled", config.server().enabled())
                                .put("EventBufferSize", config.server().eventBufferSize()));
    }
}
