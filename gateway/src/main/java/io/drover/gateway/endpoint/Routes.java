package io.drover.gateway.endpoint;

import io.drover.gateway.http.Router;

/** All routes of the API. */
public final class Routes {
    private Routes() {}

    /** Adds them to a router. */
    public static Router addTo(final Router router, final GatewayContext context) {
        final JobRegistrar registrar = new JobRegistrar(context);
        final ClientCalls client = new ClientCalls(context);
        final NamespaceEndpoint namespaces = new NamespaceEndpoint(context);
        final NodePoolEndpoint pools = new NodePoolEndpoint(context);
        return router.add("/v1/jobs", new JobsEndpoint(context, registrar))
                .add(JobEndpoint.PATH, new JobEndpoint(context, registrar))
                .add("/v1/allocations", new AllocationsEndpoint(context))
                .add(AllocationEndpoint.PATH, new AllocationEndpoint(context, client))
                .add("/v1/evaluations", new EvaluationsEndpoint(context, false))
                .add("/v1/evaluations/count", new EvaluationsEndpoint(context, true))
                .add(EvaluationEndpoint.PATH, new EvaluationEndpoint(context))
                .add("/v1/deployments", new DeploymentsEndpoint(context))
                .add(DeploymentEndpoint.PATH, new DeploymentEndpoint(context))
                .add("/v1/nodes", new NodesEndpoint(context))
                .add(NodeEndpoint.PATH, new NodeEndpoint(context))
                .add("/v1/services", new ServicesEndpoint(context))
                .add(ServiceEndpoint.PATH, new ServiceEndpoint(context))
                .add("/v1/regions", new RegionsEndpoint(context))
                .add("/v1/status/leader", new StatusEndpoint(context, false))
                .add("/v1/status/peers", new StatusEndpoint(context, true))
                .add("/v1/jobs/parse", new ParseEndpoint())
                .add("/v1/validate/job", new ValidateEndpoint(registrar))
                .add(NodePoolEndpoint.LIST_PATH, pools)
                .add(NodePoolEndpoint.PATH, pools)
                .add(NamespaceEndpoint.LIST_PATH, namespaces)
                .add(NamespaceEndpoint.PATH, namespaces)
                .add(NamespaceEndpoint.PATH + "/", namespaces)
                .add(OperatorEndpoint.PATH, new OperatorEndpoint(context))
                .add(SystemEndpoint.PATH, new SystemEndpoint(context))
                .add(ClientEndpoint.PATH, new ClientEndpoint(context, client))
                .add(AgentEndpoint.PATH, new AgentEndpoint(context))
                .add("/.well-known/jwks.json", new JwksEndpoint(context));
    }
}
