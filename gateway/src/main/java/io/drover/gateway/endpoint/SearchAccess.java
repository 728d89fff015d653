package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.render.NamedView;
import io.drover.gateway.render.VariableView;

/**
 * What of a search its caller gets: contexts of which he may see something at all, and of them the objects that he may see. Without
 * access control that is everything.
 */
record SearchAccess(Authority authority) {
    private static final int ROWS_WHEN_NARROWED = 1_000;

    /** Whether a context may be searched. */
    boolean allows(final SearchContext context, final String namespace) {
        return switch (context) {
            case JOBS, ALLOCS, EVALS, DEPLOYMENT -> authority.allows(namespace, Capabilities.READ_JOB);
            case NODES -> authority.reads("node");
            case NODE_POOLS -> authority.searchesNodePools();
            case NAMESPACES ->
                namespace.equals(Authority.ALL_NAMESPACES)
                        ? authority.isManagement()
                        : authority.knowsNamespace(namespace);
            case PLUGINS -> authority.listsPlugins();
            case VOLUMES ->
                authority.allows(
                        namespace, "csi-list-volume", "csi-read-volume", Capabilities.LIST_JOBS, Capabilities.READ_JOB);
            case HOST_VOLUMES -> authority.allows(namespace, Capabilities.HOST_VOLUME_READ);
            case SCALING_POLICY -> authority.allows(namespace, Capabilities.LIST_SCALING_POLICIES);
            case VARS -> authority.searchesVariables(namespace);
        };
    }

    /** Whether what belongs to jobs of a namespace is shown. */
    boolean showsJobsOf(final String namespace) {
        return authority.allows(namespace, Capabilities.READ_JOB);
    }

    boolean showsVolumesOf(final String namespace) {
        return authority.allows(namespace, Capabilities.HOST_VOLUME_READ);
    }

    boolean showsCsiVolumesOf(final String namespace) {
        return allows(SearchContext.VOLUMES, namespace);
    }

    boolean showsPolicyOf(final String namespace) {
        return authority.allows(namespace, Capabilities.LIST_SCALING_POLICIES);
    }

    boolean shows(final VariableView variable) {
        return authority.allowsVariable(variable.namespace(), variable.path(), "list");
    }

    boolean showsNamespace(final NamedView namespace) {
        return authority.knowsNamespace(namespace.name());
    }

    boolean showsPool(final NamedView pool) {
        return authority.allowsNodePool(pool.name(), "read");
    }

    /** How many rows to look at for so many that are wanted: some may not be shown. */
    int rows(final int wanted) {
        return authority.isManagement() ? wanted : ROWS_WHEN_NARROWED;
    }
}
