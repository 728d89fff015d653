package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Names the default clusters of Vault and Consul where a job names none, and binds groups and tasks to a partition. */
final class ClusterDefaults {

    private ClusterDefaults() {}

    static void apply(final JsonObject job) {
        for (final JsonObject group : job.objects("TaskGroups")) {
            consul(group, group.object("Consul"));
            group.objects("Services").forEach(ClusterDefaults::defaultCluster);
            for (final JsonObject task : group.objects("Tasks")) {
                final JsonObject vault = task.object("Vault");
                if (vault != null) {
                    defaultCluster(vault);
                }
                consul(task, task.object("Consul"));
                task.objects("Services").forEach(ClusterDefaults::defaultCluster);
            }
        }
    }

    private static void consul(final JsonObject owner, final @Nullable JsonObject consul) {
        if (consul == null) {
            return;
        }
        defaultCluster(consul);
        if (!consul.text("Partition").isEmpty()) {
            final String cluster = consul.text("Cluster");
            final String target =
                    cluster.equals("default") ? "${attr.consul.partition}" : "${attr.consul." + cluster + ".partition}";
            ImplicitConstraints.add(owner, ImplicitConstraints.constraint(target, "=", consul.text("Partition")));
        }
    }

    private static void defaultCluster(final JsonObject owner) {
        if (owner.text("Cluster").isEmpty() && !owner.text("Provider").equals("nomad")) {
            owner.put("Cluster", "default");
        }
    }
}
