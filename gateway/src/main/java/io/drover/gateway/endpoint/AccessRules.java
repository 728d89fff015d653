package io.drover.gateway.endpoint;

import static io.drover.gateway.acl.Capabilities.LIST_JOBS;
import static io.drover.gateway.acl.Capabilities.READ_JOB;
import static io.drover.gateway.acl.Capabilities.SUBMIT_JOB;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.http.Call;
import java.util.List;
import java.util.Set;

/**
 * What a caller must be allowed for a route. A path that nobody knows is for management alone: a route that was forgotten here is closed,
 * not open.
 */
final class AccessRules {
    private static final Set<String> OPEN = Set.of(
            "/v1/acl/bootstrap",
            "/v1/acl/login",
            "/v1/acl/oidc/auth-url",
            "/v1/acl/oidc/complete-auth",
            "/v1/acl/token/self",
            "/v1/acl/token/onetime/exchange",
            "/v1/acl/auth-methods",
            "/v1/status/leader",
            "/v1/status/peers",
            "/v1/regions",
            "/v1/metrics",
            "/v1/agent/health",
            "/v1/agent/join",
            "/v1/operator/license",
            "/.well-known/jwks.json",
            "/.well-known/openid-configuration");
    /** Their endpoints decide by what they find, or narrow what they show. */
    private static final List<String> NARROWED = List.of(
            "/v1/acl/policies",
            "/v1/acl/policy/",
            "/v1/acl/roles",
            "/v1/acl/role/",
            "/v1/acl/token",
            "/v1/acl/identity/",
            "/v1/event/stream",
            "/v1/namespaces",
            "/v1/node/pools",
            "/v1/search",
            "/v1/vars");

    private AccessRules() {}

    /** Whether a route is for everybody, whatever he brings. */
    static boolean isOpen(final String path) {
        return OPEN.contains(path)
                || path.startsWith("/v1/sentinel/")
                || path.startsWith("/v1/quota")
                || path.startsWith("/v1/recommendation");
    }

    static boolean allows(final Call call, final Authority authority) {
        final String path = call.path();
        for (final String prefix : NARROWED) {
            if (path.startsWith(prefix) && !(path.startsWith("/v1/acl/") && call.isMethod("DELETE"))) {
                return true;
            }
        }
        if (path.startsWith("/v1/job")) {
            return allowsJobs(call, authority, path);
        }
        if (path.startsWith("/v1/node")) {
            return allowsNodes(call, authority, path);
        }
        if (path.startsWith("/v1/agent/")) {
            return allowsAgent(call, authority, path);
        }
        if (path.startsWith("/v1/operator/")) {
            return allowsOperator(call, authority, path);
        }
        if (path.startsWith("/v1/client/")) {
            return path.equals("/v1/client/gc") || isWrite(call) ? authority.writes("node") : authority.reads("node");
        }
        if (path.startsWith("/v1/var/")) {
            return authority.allowsVariable(
                    call.namespace(), path.substring("/v1/var/".length()), ofVariable(call.method()));
        }
        if (path.startsWith("/v1/volume") || path.startsWith("/v1/plugin")) {
            return VolumeRules.allows(call, authority, path);
        }
        return allowsOther(call, authority, path);
    }

    private static boolean allowsOther(final Call call, final Authority authority, final String path) {
        final String namespace = call.namespace();
        final boolean isRead = !isWrite(call);
        return switch (path) {
            case "/v1/allocations", "/v1/evaluations/count", "/v1/deployments" -> lists(authority, namespace, READ_JOB);
            case "/v1/evaluations" -> isRead && lists(authority, namespace, READ_JOB);
            case "/v1/validate/job" -> authority.allows(namespace, READ_JOB);
            case "/v1/scaling/policies" -> scales(authority, namespace, Capabilities.LIST_SCALING_POLICIES);
            case "/v1/services" -> isOfWorkload(authority) || lists(authority, namespace, READ_JOB);
            default -> {
                if (path.startsWith("/v1/service/")) {
                    yield isRead
                            ? isOfWorkload(authority) || authority.allows(namespace, READ_JOB)
                            : authority.allows(namespace, SUBMIT_JOB, "delete-service-registration");
                }
                if (path.startsWith("/v1/scaling/policy/")) {
                    yield scales(authority, namespace, Capabilities.READ_SCALING_POLICY);
                }
                yield isRead
                        && path.startsWith(NamespaceEndpoint.PATH + "/")
                        && authority.knowsNamespace(path.substring(NamespaceEndpoint.PATH.length() + 1));
            }
        };
    }

    private static boolean allowsJobs(final Call call, final Authority authority, final String path) {
        final String namespace = call.namespace();
        if (path.equals("/v1/jobs/parse")) {
            return authority.allows(namespace, Capabilities.PARSE_JOB, SUBMIT_JOB);
        }
        if (path.equals("/v1/jobs/statuses")) {
            return lists(authority, namespace, READ_JOB);
        }
        if (path.equals("/v1/jobs")) {
            return isWrite(call)
                    ? authority.allows(Authority.ALL_NAMESPACES, SUBMIT_JOB, "register-job")
                    : lists(authority, namespace, LIST_JOBS);
        }
        return JobRules.allows(call, authority, path);
    }

    private static boolean allowsNodes(final Call call, final Authority authority, final String path) {
        if (!path.startsWith(NodePoolEndpoint.PATH)) {
            return isWrite(call) ? authority.writes("node") : authority.reads("node");
        }
        final String[] parts = path.substring(NodePoolEndpoint.PATH.length()).split("/");
        final String pool = parts[0];
        if (pool.isEmpty()) {
            return true;
        }
        if (call.isMethod("DELETE")) {
            return authority.allowsNodePool(pool, "delete");
        }
        final boolean isOfNodes = parts.length > 1 && parts[1].equals("nodes");
        return authority.allowsNodePool(pool, isWrite(call) ? "write" : "read")
                && (!isOfNodes || authority.reads("node"));
    }

    private static boolean allowsAgent(final Call call, final Authority authority, final String path) {
        return switch (path) {
            case "/v1/agent/members" -> authority.reads("node");
            case "/v1/agent/self",
                    "/v1/agent/schedulers",
                    "/v1/agent/host",
                    "/v1/agent/monitor",
                    "/v1/agent/monitor/export" -> authority.reads("agent");
            case "/v1/agent/servers", "/v1/agent/schedulers/config" ->
                isWrite(call) ? authority.writes("agent") : authority.reads("agent");
            default -> authority.writes("agent");
        };
    }

    private static boolean allowsOperator(final Call call, final Authority authority, final String path) {
        return switch (path) {
            case "/v1/operator/autopilot/configuration",
                    "/v1/operator/autopilot/health",
                    "/v1/operator/feature-level",
                    "/v1/operator/scheduler/configuration",
                    "/v1/operator/upgrade-check/vault-workload-identity" ->
                isWrite(call) ? authority.writes("operator") : authority.reads("operator");
            case "/v1/operator/snapshot" -> !isWrite(call) && authority.allowsOperator("snapshot-save");
            case "/v1/operator/keyring/keys" -> authority.allowsOperator("keyring-read");
            case "/v1/operator/keyring/rotate" -> authority.allowsOperator("keyring-rotate");
            default -> path.startsWith("/v1/operator/keyring/key/") && authority.allowsOperator("keyring-delete");
        };
    }

    /** A list of all namespaces is for everybody: it shows what he may see. */
    private static boolean lists(final Authority authority, final String namespace, final String capability) {
        return namespace.equals(Authority.ALL_NAMESPACES) || authority.allows(namespace, capability);
    }

    private static boolean scales(final Authority authority, final String namespace, final String capability) {
        return authority.allows(namespace, capability)
                || authority.allows(namespace, LIST_JOBS) && authority.allows(namespace, READ_JOB);
    }

    private static boolean isOfWorkload(final Authority authority) {
        return authority.workload() != null;
    }

    private static String ofVariable(final String method) {
        return switch (method) {
            case "GET" -> "read";
            case "DELETE" -> "destroy";
            default -> "write";
        };
    }

    private static boolean isWrite(final Call call) {
        return call.isMethod("PUT", "POST", "DELETE", "PATCH");
    }
}
