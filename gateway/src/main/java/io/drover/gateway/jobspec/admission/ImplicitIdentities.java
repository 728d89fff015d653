package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.json.JsonObject;

/** Names the identities of services, and keeps groups with identities off nodes that do not know them. */
final class ImplicitIdentities {

    private ImplicitIdentities() {}

    static void apply(final JsonObject job) {
        for (final JsonObject group : job.objects("TaskGroups")) {
            boolean hasIdentity = false;
            for (final JsonObject service : group.objects("Services")) {
                hasIdentity |= nameIdentity(service);
            }
            for (final JsonObject task : group.objects("Tasks")) {
                for (final JsonObject service : task.objects("Services")) {
                    hasIdentity |= nameIdentity(service);
                }
                hasIdentity |= task.count("Identities") > 0;
            }
            if (hasIdentity) {
                ImplicitConstraints.add(
                        group, ImplicitConstraints.constraint("${attr.nomad.version}", "semver", ">= 1.7.0-a"));
            }
        }
    }

    private static boolean nameIdentity(final JsonObject service) {
        final JsonObject identity = service.object("Identity");
        if (identity != null && !service.text("Provider").equals("nomad")) {
            final String task = service.text("TaskName").isEmpty() ? "" : service.text("TaskName") + "-";
            identity.put("Name", "consul-service_" + task + service.text("Name") + "-" + service.text("PortLabel"))
                    .put("ServiceName", service.text("Name"));
        }
        return identity != null;
    }
}
