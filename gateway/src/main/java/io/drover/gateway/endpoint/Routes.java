package io.drover.gateway.endpoint;

import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.Router;

/** All routes of the API. */
public final class Routes {
    private final Router router;
    private final String region;

    private Routes(final Router router, final String region) {
        this.router = router;
        this.region = region;
    }

    /** Adds them to a router. */
    public static Router addTo(final Router router, final GatewayContext context) {
        new Routes(router, context.agent().region()).add(context);
        return router;
    }

    private void add(final GatewayContext context) {
        final JobRegistrar registrar = new JobRegistrar(context);
        final ClientCalls client = new ClientCalls(context);
        final NamespaceEndpoint namespaces = new NamespaceEndpoint(context);
        final NodePoolEndpoint pools = new NodePoolEndpoint(context);
        ofRegion("/v1/jobs", new JobsEndpoint(context, registrar));
        ofRegion(JobEndpoint.PATH, new JobEndpoint(context, registrar));
        ofRegion("/v1/validate/job", new ValidateEndpoint(registrar));
        ofRegion("/v1/allocations", new AllocationsEndpoint(context));
        ofRegion(AllocationEndpoint.PATH, new AllocationEndpoint(context, client));
        ofRegion("/v1/evaluations", new EvaluationsEndpoint(context, false));
        ofRegion("/v1/evaluations/count", new EvaluationsEndpoint(context, true));
        ofRegion(EvaluationEndpoint.PATH, new EvaluationEndpoint(context));
        ofRegion("/v1/deployments", new DeploymentsEndpoint(context));
        ofRegion(DeploymentEndpoint.PATH, new DeploymentEndpoint(context));
        ofRegion("/v1/nodes", new NodesEndpoint(context));
        ofRegion(NodeEndpoint.PATH, new NodeEndpoint(context));
        ofRegion(NodePoolEndpoint.LIST_PATH, pools);
        ofRegion(NodePoolEndpoint.PATH, pools);
        ofRegion("/v1/services", new ServicesEndpoint(context));
        ofRegion(ServiceEndpoint.PATH, new ServiceEndpoint(context));
        final ScalingPoliciesEndpoint policies = new ScalingPoliciesEndpoint(context);
        final SearchEndpoint search = new SearchEndpoint(context);
        ofRegion(ScalingPoliciesEndpoint.LIST_PATH, policies);
        ofRegion(ScalingPoliciesEndpoint.PATH, policies);
        ofRegion(SearchEndpoint.PATH, search);
        ofRegion(SearchEndpoint.FUZZY_PATH, search);
        ofRegion("/.well-known/openid-configuration", new DiscoveryEndpoint());
        final VolumesEndpoint volumes = new VolumesEndpoint(context);
        final PluginEndpoint plugins = new PluginEndpoint(context);
        ofRegion(VolumesEndpoint.LIST_PATH, volumes);
        ofRegion(VolumesEndpoint.EXTERNAL_PATH, volumes);
        ofRegion(VolumesEndpoint.SNAPSHOT_PATH, volumes);
        ofRegion(VolumesEndpoint.PATH, volumes);
        ofRegion(PluginEndpoint.LIST_PATH, plugins);
        ofRegion(PluginEndpoint.PATH, plugins);
        ofRegion(VariablesEndpoint.PATH, new VariablesEndpoint(context));
        ofRegion(VariableEndpoint.PATH, new VariableEndpoint(context));
        ofRegion(NamespaceEndpoint.LIST_PATH, namespaces);
        ofRegion(NamespaceEndpoint.PATH, namespaces);
        ofRegion(NamespaceEndpoint.PATH + "/", namespaces);
        ofRegion("/v1/status/leader", new StatusEndpoint(context, false));
        ofRegion("/v1/status/peers", new StatusEndpoint(context, true));
        ofRegion(OperatorEndpoint.PATH, new OperatorEndpoint(context));
        ofRegion(SystemEndpoint.PATH, new SystemEndpoint(context));
        ofRegion(ClientEndpoint.PATH, new ClientEndpoint(context, client));
        ofRegion("/.well-known/jwks.json", new JwksEndpoint(context));
        router.add("/v1/jobs/parse", new ParseEndpoint());
        router.add("/v1/regions", new RegionsEndpoint(context));
        router.add(AgentEndpoint.PATH, new AgentEndpoint(context));
    }

    private void ofRegion(final String path, final Endpoint endpoint) {
        router.add(path, new RegionGuard(region, endpoint));
    }
}
