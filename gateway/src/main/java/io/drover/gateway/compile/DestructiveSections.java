package io.drover.gateway.compile;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.List;
import java.util.UUID;

/**
 * The parts of a group that cannot change while it runs: an update that leaves them alone is made in place, one that touches them
 * replaces the allocation. Everything else (counts, conditions, services without Connect, policies, kill time-outs, log sizes,
 * lifecycle hooks, priority) is left out of the digest.
 */
final class DestructiveSections {
    private static final List<String> TASK_FIELDS = List.of(
            "Name",
            "Driver",
            "User",
            "Config",
            "Env",
            "Artifacts",
            "Vault",
            "Secrets",
            "Consul",
            "Templates",
            "CSIPluginConfig",
            "VolumeMounts",
            "Identity",
            "Identities");
    private static final List<String> RESOURCE_FIELDS =
            List.of("CPU", "Cores", "MemoryMB", "MemoryMaxMB", "Devices", "NUMA", "SecretsMB");
    private static final List<String> NETWORK_FIELDS = List.of("Mode", "MBits", "Hostname", "DNS", "CNI");
    private static final List<String> CONNECT_FIELDS = List.of("Native", "Gateway", "SidecarTask");

    private DestructiveSections() {}

    static UUID digest(final JsonObject job, final JsonObject group) {
        final JsonObject sections = new JsonObject();
        sections.put("EphemeralDisk", group.value("EphemeralDisk"));
        sections.put("Networks", networks(group.objects("Networks")));
        sections.put("Consul", group.value("Consul"));
        sections.put("Volumes", group.value("Volumes"));
        sections.put("Connect", connects(group.objects("Services")));
        sections.put("RenderTemplates", renderTemplates(group));
        final JsonArray tasks = new JsonArray();
        group.objects("Tasks").forEach(task -> tasks.add(task(job, group, task)));
        sections.put("Tasks", tasks);
        return DocumentDigest.of(sections);
    }

    private static JsonObject task(final JsonObject job, final JsonObject group, final JsonObject task) {
        final JsonObject sections = only(task, TASK_FIELDS);
        sections.put("Meta", meta(job, group, task));
        final JsonObject resources = task.object("Resources");
        if (resources != null) {
            sections.put("Resources", only(resources, RESOURCE_FIELDS));
            sections.put("Networks", networks(resources.objects("Networks")));
        }
        final JsonObject logs = task.object("LogConfig");
        sections.put("LogsDisabled", logs != null && logs.flag("Disabled"));
        sections.put("RenderTemplates", renderTemplates(task));
        sections.put("Connect", connects(task.objects("Services")));
        return sections;
    }

    /** Tasks see one map; where a key is set decides nothing but its value. */
    private static JsonObject meta(final JsonObject job, final JsonObject group, final JsonObject task) {
        final JsonObject combined = new JsonObject();
        for (final JsonObject level : List.of(job, group, task)) {
            final JsonObject own = level.object("Meta");
            if (own != null) {
                own.names().forEach(key -> combined.put(key, own.value(key)));
            }
        }
        return combined;
    }

    /** Ports count with label, static value, target and host network; values that the scheduler chose never do. */
    private static JsonArray networks(final List<JsonObject> networks) {
        final JsonArray all = new JsonArray();
        for (final JsonObject network : networks) {
            final JsonObject sections = only(network, NETWORK_FIELDS);
            sections.put(
                    "Static", ports(network.objects("ReservedPorts"), List.of("Label", "Value", "To", "HostNetwork")));
            sections.put("Dynamic", ports(network.objects("DynamicPorts"), List.of("Label", "To", "HostNetwork")));
            all.add(sections);
        }
        return all;
    }

    private static JsonArray ports(final List<JsonObject> ports, final List<String> fields) {
        final JsonArray all = new JsonArray();
        ports.forEach(port -> all.add(only(port, fields)));
        return all;
    }

    private static JsonArray connects(final List<JsonObject> services) {
        final JsonArray all = new JsonArray();
        for (final JsonObject service : services) {
            final JsonObject connect = service.object("Connect");
            if (connect != null) {
                final JsonObject sections = only(connect, CONNECT_FIELDS);
                sections.put("PortLabel", service.value("PortLabel"));
                sections.put("Cluster", service.value("Cluster"));
                final JsonObject sidecar = connect.object("SidecarService");
                sections.put("SidecarPort", sidecar == null ? new JsonObject() : sidecar.value("Port"));
                all.add(sections);
            }
        }
        return all;
    }

    private static boolean renderTemplates(final JsonObject owner) {
        final JsonObject policy = owner.object("RestartPolicy");
        return policy != null && policy.flag("RenderTemplates");
    }

    private static JsonObject only(final JsonObject from, final List<String> fields) {
        final JsonObject part = new JsonObject(fields.size());
        for (final String field : fields) {
            final JsonValue value = from.value(field);
            part.put(field, value);
        }
        return part;
    }
}
