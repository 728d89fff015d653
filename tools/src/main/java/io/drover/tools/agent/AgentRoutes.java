package io.drover.tools.agent;

import io.drover.gateway.core.CoreClient;
import io.drover.gateway.edge.NodeCalls;
import io.drover.gateway.http.Router;

/** The routes of an agent's API. */
final class AgentRoutes {
    private AgentRoutes() {}

    static Router of(final AgentConfig config, final CoreClient core, final NodeCalls calls) {
        return new Router();
    }
}
