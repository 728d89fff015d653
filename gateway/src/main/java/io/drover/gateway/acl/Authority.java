package io.drover.gateway.acl;

import io.drover.gateway.acl.PolicyRules.NamedRule;
import io.drover.gateway.acl.PolicyRules.NamespaceRule;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may do: everything, or what a set of policies grants, compiled once. Of two words for one area a denial wins, then the
 * one that grants more. Immutable once made; for all threads.
 */
public final class Authority {
    /** Asks for all namespaces at once. */
    public static final String ALL_NAMESPACES = "*";

    private static final Map<String, Integer> RANK = Map.of("", 0, "list", 1, "read", 2, "write", 3, "deny", 4);

    private final boolean isManagement;
    private final boolean isEnforced;
    private final @Nullable WorkloadClaims workload;
    private final Patterns namespaces = new Patterns();
    private final Map<String, Patterns> variables = new HashMap<>();
    private final Patterns nodePools = new Patterns();
    private final Patterns hostVolumes = new Patterns();
    private final Map<String, String> levels = new HashMap<>();
    private final Set<String> operator = new HashSet<>();

    private Authority(final boolean isManagement, final boolean isEnforced, final @Nullable WorkloadClaims workload) {
        this.isManagement = isManagement;
        this.isEnforced = isEnforced;
        this.workload = workload;
    }

    /** Of everybody where access control is off. */
    public static Authority unrestricted() {
        return new Authority(true, false, null);
    }

    /** Of a management token. */
    public static Authority management() {
        return new Authority(true, true, null);
    }

    /** What policies grant together. */
    public static Authority of(final Collection<PolicyRules> policies) {
        return of(policies, null);
    }

    /** What policies grant together, and beside them what a workload may do as such. */
    public static Authority of(final Collection<PolicyRules> policies, final @Nullable WorkloadClaims workload) {
        final Authority authority = new Authority(false, true, workload);
        policies.forEach(authority::add);
        return authority;
    }

    private void add(final PolicyRules rules) {
        for (final NamespaceRule rule : rules.namespaces()) {
            final String name = rule.rule().name();
            namespaces.grant(name, rule.rule().capabilities());
            final List<NamedRule> paths = rule.variables();
            if (paths != null) {
                final Patterns granted = variables.computeIfAbsent(name, ignored -> new Patterns());
                paths.forEach(path -> granted.grant(path.name(), path.capabilities()));
            }
        }
        rules.nodePools().forEach(rule -> nodePools.grant(rule.name(), rule.capabilities()));
        rules.hostVolumes().forEach(rule -> hostVolumes.grant(rule.name(), rule.capabilities()));
        rules.levels().forEach((area, word) -> levels.merge(area, word, Authority::stronger));
        operator.addAll(rules.operator());
    }

    /** Whether nothing is refused. */
    public boolean isManagement() {
        return isManagement;
    }

    /** Whether access control is on at all. */
    public boolean isEnforced() {
        return isEnforced;
    }

    /** The workload that calls, or null. */
    public @Nullable WorkloadClaims workload() {
        return workload;
    }

    /** Whether one of the capabilities is granted in a namespace; of all namespaces it is enough that any grants it. */
    public boolean allows(final String namespace, final String... capabilities) {
        if (isManagement) {
            return true;
        }
        if (namespace.equals(ALL_NAMESPACES)) {
            return namespaces.anyGrants(capabilities);
        }
        final Set<String> granted = namespaces.of(namespace);
        for (final String capability : capabilities) {
            if (granted.contains(capability)) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything is granted in a namespace, so that its existence may be known. */
    public boolean knowsNamespace(final String namespace) {
        return isManagement || !namespaces.of(namespace).isEmpty();
    }

    /** Whether a capability is granted on a node pool. */
    public boolean allowsNodePool(final String pool, final String capability) {
        return isManagement || nodePools.of(pool).contains(capability);
    }

    /** Whether a host volume may be mounted. */
    public boolean allowsHostVolume(final String volume, final boolean isReadOnly) {
        if (isManagement) {
            return true;
        }
        final Set<String> granted = hostVolumes.of(volume);
        return granted.contains("mount-readwrite") || isReadOnly && granted.contains("mount-readonly");
    }

    /** Whether an area (agent, node, operator, quota) may be read. */
    public boolean reads(final String area) {
        return isManagement || level(area) == 2 || level(area) == 3;
    }

    /** Whether an area may be changed. */
    public boolean writes(final String area) {
        return isManagement || level(area) == 3;
    }

    /** Whether plugins may be listed. */
    public boolean listsPlugins() {
        return isManagement || level("plugin") >= 1 && level("plugin") <= 3;
    }

    /** Whether a capability of operators is granted. */
    public boolean allowsOperator(final String capability) {
        if (isManagement) {
            return true;
        }
        return !"deny".equals(levels.get("operator"))
                && !operator.contains(Capabilities.DENY)
                && (writes("operator") || operator.contains(capability));
    }

    /**
     * Whether a capability is granted on a variable. An exact path counts first, then what a workload may do with its own variables, then
     * the closest pattern.
     */
    public boolean allowsVariable(final String namespace, final String path, final String capability) {
        if (isManagement) {
            return true;
        }
        final String key = namespaces.closest(namespace);
        final Patterns paths = key == null ? null : variables.get(key);
        if (paths != null && paths.hasExact(path)) {
            return paths.of(path).contains(capability);
        }
        if (workload != null && workload.owns(namespace, path)) {
            return capability.equals("read") || capability.equals("list");
        }
        return paths != null && paths.of(path).contains(capability);
    }

    /** Whether the caller may list variables at all in a namespace, so that an empty list is the answer and no refusal. */
    public boolean mayListVariables(final String namespace) {
        return isManagement || workload != null || !variables.isEmpty() || knowsNamespace(namespace);
    }

    /** Whether a rule about variables lets the caller search some in a namespace. */
    public boolean searchesVariables(final String namespace) {
        if (isManagement || workload != null) {
            return true;
        }
        if (namespace.equals(ALL_NAMESPACES)) {
            return variables.values().stream().anyMatch(paths -> paths.anyGrants("list"));
        }
        final String key = namespaces.closest(namespace);
        final Patterns paths = key == null ? null : variables.get(key);
        return paths != null && paths.anyGrants("list");
    }

    /** Whether any node pool may be seen. */
    public boolean searchesNodePools() {
        return isManagement || nodePools.anyGrants("read");
    }

    private int level(final String area) {
        return RANK.getOrDefault(levels.getOrDefault(area, ""), 0);
    }

    private static String stronger(final String first, final String second) {
        return RANK.getOrDefault(first, 0) >= RANK.getOrDefault(second, 0) ? first : second;
    }
}
