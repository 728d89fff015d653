package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rules about what lies outside of the job: secret stores, service meshes, namespaces. Each returns its first complaint. */
final class IntegrationRules {

    private IntegrationRules() {}

    static @Nullable String vaultComplaint(final JsonObject job, final ServerSettings settings) {
        final List<JsonObject> blocks = new ArrayList<>();
        for (final JsonObject group : job.objects("TaskGroups")) {
            for (final JsonObject task : group.objects("Tasks")) {
                final JsonObject vault = task.object("Vault");
                if (vault != null) {
                    blocks.add(vault);
                }
            }
        }
        for (final JsonObject vault : blocks) {
            if (!settings.isVaultEnabled(vault.text("Cluster"))) {
                return "Vault " + Quoted.of(vault.text("Cluster")) + " not enabled but used in the job";
            }
        }
        final TreeSet<String> namespaces = new TreeSet<>();
        blocks.forEach(vault -> namespaces.add(vault.text("Namespace")));
        namespaces.remove("");
        if (!namespaces.isEmpty()) {
            return "multiple Vault namespaces requires Nomad Enterprise, Namespaces: " + String.join(", ", namespaces);
        }
        for (final JsonObject vault : blocks) {
            if (!vault.text("Cluster").equals("default")) {
                return "non-default Vault cluster requires Nomad Enterprise";
            }
        }
        return null;
    }

    static @Nullable String consulComplaint(final JsonObject job) {
        for (final JsonObject group : job.objects("TaskGroups")) {
            final JsonObject groupConsul = group.object("Consul");
            final String partition = groupConsul == null ? "" : groupConsul.text("Partition");
            if (isOtherCluster(groupConsul) || hasOtherCluster(group)) {
                return "non-default Consul cluster requires Nomad Enterprise";
            }
            for (final JsonObject task : group.objects("Tasks")) {
                if (hasOtherCluster(task)) {
                    return "non-default Consul cluster requires Nomad Enterprise";
                }
                final JsonObject consul = task.object("Consul");
                final String own = consul == null ? "" : consul.text("Partition");
                if (!own.isEmpty() && !partition.isEmpty() && !own.equals(partition)) {
                    return "task.consul.partition " + Quoted.of(own) + " must match group.consul.partition "
                            + Quoted.of(partition) + " if both are set";
                }
                if (isOtherCluster(consul)) {
                    return "non-default Consul cluster requires Nomad Enterprise";
                }
            }
        }
        return null;
    }

    private static boolean isOtherCluster(final @Nullable JsonObject owner) {
        return owner != null && !owner.text("Cluster").equals("default");
    }

    private static boolean hasOtherCluster(final JsonObject owner) {
        return owner.objects("Services").stream()
                .anyMatch(service -> service.text("Provider").equals("consul") && isOtherCluster(service));
    }

    static @Nullable String namespaceComplaint(final JsonObject job, final ServerSettings settings) {
        final String name = job.text("Namespace");
        final ServerSettings.NamespaceRules rules = settings.namespace(name).orElse(null);
        if (rules == null) {
            return "job " + Quoted.of(job.text("ID")) + " is in nonexistent namespace " + Quoted.of(name);
        }
        final List<String> drivers = new ArrayList<>();
        final List<String> modes = new ArrayList<>();
        for (final JsonObject group : job.objects("TaskGroups")) {
            for (final JsonObject task : group.objects("Tasks")) {
                if (!isAllowed(task.text("Driver"), rules.enabledDrivers(), rules.disabledDrivers())) {
                    drivers.add(task.text("Driver"));
                }
            }
            for (final JsonObject network : group.objects("Networks")) {
                final String mode = network.text("Mode").isEmpty() ? "host" : network.text("Mode");
                if (!isAllowed(mode, rules.enabledNetworkModes(), rules.disabledNetworkModes())) {
                    modes.add(mode);
                }
            }
        }
        if (!drivers.isEmpty()) {
            return notAllowed("task driver", drivers, name);
        }
        return modes.isEmpty() ? null : notAllowed("group network mode", modes, name);
    }

    private static boolean isAllowed(final String name, final Set<String> enabled, final Set<String> disabled) {
        return (enabled.isEmpty() || enabled.contains(name)) && !disabled.contains(name);
    }

    private static String notAllowed(final String what, final List<String> names, final String namespace) {
        return names.size() == 1
                ? "used " + what + " " + Quoted.of(names.get(0)) + " is not allowed in namespace "
                        + Quoted.of(namespace)
                : "used " + what + "s " + Quoted.listOf(names) + " are not allowed in namespace "
                        + Quoted.of(namespace);
    }

    static @Nullable String enterpriseComplaint(final JsonObject job) {
        String complaint = null;
        for (final JsonObject group : job.objects("TaskGroups")) {
            for (final JsonObject task : group.objects("Tasks")) {
                if (!task.isNull("Schedule")) {
                    complaint = "task schedules requires Nomad Enterprise";
                }
            }
        }
        return complaint;
    }
}
