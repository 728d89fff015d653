package io.drover.gateway.jobspec;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server knows that jobs are checked against: its configuration and the parts of its state that jobs refer to.
 *
 * <p>Implemented by the gateway over a fresh read, and by tests. Called only during admission.
 */
public interface ServerSettings {

    /** Settings of a server without integrations that knows the built-in namespace and node pools. */
    ServerSettings STANDARD = new ServerSettings() {};

    /** What a namespace allows. An empty set of enabled names allows everything that is not disabled. */
    record NamespaceRules(
            Set<String> enabledDrivers,
            Set<String> disabledDrivers,
            Set<String> enabledNetworkModes,
            Set<String> disabledNetworkModes) {

        /** A namespace that allows everything. */
        public static final NamespaceRules OPEN = new NamespaceRules(Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** Returns the priority of jobs that set none. */
    default long defaultPriority() {
        return 50;
    }

    /** Returns the highest priority a job may have. */
    default long maxPriority() {
        return 100;
    }

    /** Returns how many allocations a job may ask for; zero means any number. */
    default long maxCount() {
        return 50_000;
    }

    /** Returns how many task groups a job may have on any cluster. */
    default int maxGroups() {
        return 1_024;
    }

    /** Returns how many tasks the groups of a job may have together on any cluster. */
    default int maxTasks() {
        return 8_192;
    }

    /** Returns the rules of a namespace, or nothing when it does not exist. */
    default Optional<NamespaceRules> namespace(final String name) {
        return name.equals("default") ? Optional.of(NamespaceRules.OPEN) : Optional.empty();
    }

    /** Tells whether a node pool exists. */
    default boolean hasNodePool(final String name) {
        return name.equals("default") || name.equals("all");
    }

    /** Tells whether memory above the reservation may be used in a node pool. */
    default boolean allowsMemoryOversubscription(final String nodePool) {
        return false;
    }

    /** Tells whether a secret store cluster is configured and enabled. */
    default boolean isVaultEnabled(final String cluster) {
        return false;
    }

    /** Returns identities that the configuration adds to each service of the Consul provider; usually none. */
    default List<JsonObject> serviceIdentities() {
        return List.of();
    }
}
