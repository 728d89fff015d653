package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.schema.JobSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every job file goes through after decoding: blocks given once for all tasks are handed down, lone tasks get a group of
 * their own, ports are sorted into dynamic and reserved ones, and a few values are fixed even without canonicalization.
 */
final class JobNormalizer {

    private static final long DEFAULT_TEMPLATE_SPLAY_NS = 5_000_000_000L;
    private static final long DEFAULT_SCRIPT_TIMEOUT_NS = 5_000_000_000L;

    private JobNormalizer() {}

    static void normalize(final JsonObject job, final String label) {
        job.putIfNull("Name", label);
        job.putIfNull("ID", label);
        final JsonObject periodic = job.object("Periodic");
        if (periodic != null && (!periodic.isNull("Spec") || !periodic.isNull("Specs"))) {
            periodic.put("SpecType", "cron");
        }
        groupLoneTasks(job);
        for (final JsonObject group : job.objects("TaskGroups")) {
            handDown(group, group.objects("Tasks"));
            group.objects("Networks").forEach(JobNormalizer::sortPorts);
        }
        for (final JsonObject group : job.objects("TaskGroups")) {
            handDown(job, group.objects("Tasks"));
            group.objects("Tasks").forEach(JobNormalizer::normalizeTask);
        }
        for (final JsonObject group : job.objects("TaskGroups")) {
            group.remove("(vault)");
            group.remove("(secret)");
        }
        job.remove("(vault)");
        job.remove("(secret)");
    }

    private static void groupLoneTasks(final JsonObject job) {
        final JsonArray groups = new JsonArray();
        for (final JsonObject task : job.objects("(task)")) {
            final JsonObject group = JobSchema.api().type("TaskGroup").unsetObject();
            group.put("Name", task.text("Name")).put("Tasks", JsonArray.of(task));
            groups.add(group);
        }
        job.remove("(task)");
        if (!groups.isEmpty()) {
            final JsonArray declared = job.array("TaskGroups");
            if (declared != null) {
                declared.forEach(groups::add);
            }
            job.put("TaskGroups", groups);
        }
    }

    /** Gives tasks the vault block and the secrets that stand around them. */
    private static void handDown(final JsonObject outer, final List<JsonObject> tasks) {
        final @Nullable JsonObject vault = outer.object("(vault)");
        final @Nullable JsonArray secrets = outer.array("(secret)");
        for (final JsonObject task : tasks) {
            if (vault != null && task.isNull("Vault")) {
                task.put("Vault", vault.copy());
            }
            if (secrets != null) {
                final JsonArray own = task.array("Secrets");
                final JsonArray all = own == null ? new JsonArray() : own;
                for (final JsonValue secret : secrets) {
                    all.add(secret.copy());
                }
                task.put("Secrets", all);
            }
        }
    }

    private static void normalizeTask(final JsonObject task) {
        final JsonObject resources = task.object("Resources");
        if (resources != null) {
            resources.objects("Networks").forEach(JobNormalizer::sortPorts);
        }
        task.objects("Templates").forEach(JobNormalizer::normalizeTemplate);
        final JsonObject vault = task.object("Vault");
        if (vault != null) {
            vault.putIfNull("Env", true).putIfNull("DisableFile", false).putIfNull("ChangeMode", "restart");
        }
        moveDefaultIdentity(task);
    }

    private static void normalizeTemplate(final JsonObject template) {
        template.putIfNull("ChangeMode", "restart")
                .putIfNull("Perms", "0644")
                .putIfNull("Splay", DEFAULT_TEMPLATE_SPLAY_NS)
                .putIfNull("ErrMissingKey", false);
        final JsonObject script = template.object("ChangeScript");
        if (script != null) {
            script.putIfNull("Args", new JsonArray())
                    .putIfNull("Timeout", DEFAULT_SCRIPT_TIMEOUT_NS)
                    .putIfNull("FailOnError", false)
                    .putIfNull("RunOnFirstRender", false);
        }
    }

    private static void moveDefaultIdentity(final JsonObject task) {
        final JsonArray identities = task.array("Identities");
        if (identities == null) {
            return;
        }
        for (int i = 0; i < identities.size(); i++) {
            final JsonObject identity = (JsonObject) identities.get(i);
            final String name = identity.text("Name");
            if (name.isEmpty() || name.equals("default")) {
                task.put("Identity", identity);
                identities.remove(i);
                return;
            }
        }
    }

    /** Ports with a fixed number are reserved, the others dynamic; {@code reserved_ports} blocks count only without them. */
    private static void sortPorts(final JsonObject network) {
        final List<JsonObject> ports = network.objects("DynamicPorts");
        if (ports.isEmpty()) {
            return;
        }
        final JsonArray dynamic = new JsonArray();
        final JsonArray reserved = new JsonArray();
        for (final JsonObject port : ports) {
            (port.number("Value") > 0 ? reserved : dynamic).add(port);
        }
        putOrNull(network, "DynamicPorts", dynamic);
        putOrNull(network, "ReservedPorts", reserved);
    }

    private static void putOrNull(final JsonObject network, final String name, final JsonArray ports) {
        if (ports.isEmpty()) {
            network.putNull(name);
        } else {
            network.put(name, ports);
        }
    }
}
