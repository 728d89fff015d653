package io.drover.gateway.endpoint;

import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.Router;

/** All routes of the API. */
public final class Routes {
    private final Router router;
    private final GatewayContext context;

    private Routes(final Router router, final GatewayContext context) {
        this.router = router;
        this.context = context;
    }

    /** Adds them to a router. */
    public static Router addTo(final Router router, final GatewayContext context) {
        new Routes(router, context).add();
        return router;
    }

    private void add() {
        final JobRegistrar registrar = new JobRegistrar(context);
        final ClientCalls client = new ClientCalls(context);
        final NamespaceEndpoint namespaces = new NamespaceEndpoint(context);
        final NodePoolEndpoint pools = new NodePoolEndpoint(context);
        ofRegion("/v1/jobs", new JobsEndpoint(context, registrar));
        ofRegion("/v1/jobs/statuses", new JobStatusesEndpoint(context));
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
        ofRegion(EventEndpoint.PATH, new EventEndpoint(context));
        ofRegion(
                "/.well-known/openid-configuration",
                new DiscoveryEndpoint(context.access().settings().issuer()));
        final HostVolumesEndpoint hostVolumes = new HostVolumesEndpoint(context);
        final VolumesEndpoint volumes = new VolumesEndpoint(context, hostVolumes);
        final PluginEndpoint plugins = new PluginEndpoint(context);
        ofRegion(VolumesEndpoint.LIST_PATH, volumes);
        ofRegion(VolumesEndpoint.EXTERNAL_PATH, volumes);
        ofRegion(VolumesEndpoint.SNAPSHOT_PATH, volumes);
        ofRegion(VolumesEndpoint.PATH, volumes);
        ofRegion(HostVolumesEndpoint.PATH, hostVolumes);
        ofRegion(HostVolumesEndpoint.CLAIMS_PATH, hostVolumes);
        ofRegion(HostVolumesEndpoint.CLAIM_PATH, hostVolumes);
        ofRegion(PluginEndpoint.LIST_PATH, plugins);
        ofRegion(PluginEndpoint.PATH, plugins);
        ofRegion(VariablesEndpoint.PATH, new VariablesEndpoint(context));
        ofRegion(VariableEndpoint.PATH, new VariableEndpoint(context));
        ofRegion(NamespaceEndpoint.LIST_PATH, namespaces);
        ofRegion(NamespaceEndpoint.PATH, namespaces);
        ofRegion(NamespaceEndpoint.PATH + "/", namespaces);
        ofRegion("/v1/status/leader", new StatusEndpoint(context, false));
        ofRegion("/v1/status/peers", new StatusEndpoint(context, true));
        ofRegion(SnapshotEndpoint.PATH, new SnapshotEndpoint(context));
        ofRegion(OperatorEndpoint.PATH, new OperatorEndpoint(context));
        ofRegion(UpgradeCheckEndpoint.PATH, new UpgradeCheckEndpoint(context));
        ofRegion(SystemEndpoint.PATH, new SystemEndpoint(context));
        final Endpoint ofClients = new ClientEndpoint(context, client);
        ofRegion(ClientEndpoint.PATH, ofClients);
        ofRegion(ClientEndpoint.PATH + "fs/", ofClients);
        ofRegion(ClientEndpoint.PATH + "allocation/", ofClients);
        ofRegion("/.well-known/jwks.json", new JwksEndpoint(context));
        for (final String path : OtherEditionEndpoint.PATHS) {
            ofRegion(path, new OtherEditionEndpoint());
        }
        router.add(PageEndpoint.PATH, new PageEndpoint());
        router.add("/v1/jobs/parse", guarded(new ParseEndpoint()));
        router.add("/v1/regions", guarded(new RegionsEndpoint(context)));
        router.add(AgentEndpoint.PATH, guarded(new AgentEndpoint(context)));
        addAccess();
    }

    private void ofRegion(final String path, final Endpoint endpoint) {
        router.add(path, new RegionGuard(context.agent().region(), guarded(endpoint)));
    }

    private void addAccess() {
        final AclPolicyEndpoint policies = new AclPolicyEndpoint(context);
        ofRegion(AclPolicyEndpoint.LIST_PATH, policies);
        ofRegion(AclPolicyEndpoint.PATH, policies);
        final AclTokenEndpoint tokens = new AclTokenEndpoint(context);
        ofRegion(AclTokenEndpoint.LIST_PATH, tokens);
        ofRegion(AclTokenEndpoint.PATH, tokens);
        ofRegion(AclTokenEndpoint.PATH + "/", tokens);
        ofRegion(AclOneTimeEndpoint.PATH, new AclOneTimeEndpoint(context));
        ofRegion(AclOneTimeEndpoint.EXCHANGE_PATH, new AclOneTimeEndpoint(context));
        final AclRoleEndpoint roles = new AclRoleEndpoint(context);
        ofRegion(AclRoleEndpoint.LIST_PATH, roles);
        ofRegion(AclRoleEndpoint.PATH, roles);
        ofRegion(AclRoleEndpoint.PATH + "/", roles);
        final AclMethodEndpoint methods = new AclMethodEndpoint(context);
        ofRegion(AclMethodEndpoint.LIST_PATH, methods);
        ofRegion(AclMethodEndpoint.PATH, methods);
        ofRegion(AclMethodEndpoint.PATH + "/", methods);
        final AclRuleEndpoint rules = new AclRuleEndpoint(context);
        ofRegion(AclRuleEndpoint.LIST_PATH, rules);
        ofRegion(AclRuleEndpoint.PATH, rules);
        ofRegion(AclRuleEndpoint.PATH + "/", rules);
        ofRegion(AclIntroductionEndpoint.PATH, new AclIntroductionEndpoint(context));
        ofRegion(AclBootstrapEndpoint.PATH, new AclBootstrapEndpoint(context));
        final AclLoginEndpoint logins = new AclLoginEndpoint(context);
        ofRegion(AclLoginEndpoint.PATH, logins);
        final AclOidcEndpoint oidc = new AclOidcEndpoint(context, logins);
        ofRegion(AclOidcEndpoint.ADDRESS_PATH, oidc);
        ofRegion(AclOidcEndpoint.COMPLETE_PATH, oidc);
    }

    private Endpoint guarded(final Endpoint endpoint) {
        return new AccessGuard(context.access(), new ObjectNamespaces(context.core()), endpoint);
    }
}
