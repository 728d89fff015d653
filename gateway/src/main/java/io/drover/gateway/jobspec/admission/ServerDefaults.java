package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The defaults of the server, on the stored form: empty becomes null, names are expanded, every task gets an identity. */
final class ServerDefaults {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.]*)\\}");
    private static final long DEFAULT_KILL_TIMEOUT_NS = 5_000_000_000L;

    private final JsonObject job;

    private ServerDefaults(final JsonObject job) {
        this.job = job;
    }

    static void apply(final JsonObject job, final ServerSettings settings) {
        new ServerDefaults(job).apply();
        if (job.number("Priority") == 0) {
            job.put("Priority", settings.defaultPriority());
        }
    }

    /** Applies the defaults to a task that was made after the others had got theirs. */
    static void applyToTask(final JsonObject job, final JsonObject group, final JsonObject task) {
        new ServerDefaults(job).task(group, task);
    }

    private void apply() {
        nullEmpty(job, "Meta", "Constraints", "Affinities", "Spreads");
        if (job.text("Namespace").isEmpty()) {
            job.put("Namespace", "default");
        }
        if (job.count("Datacenters") == 0) {
            job.put("Datacenters", new JsonArray().add("*"));
        }
        job.objects("TaskGroups").forEach(this::group);
        final JsonObject parameterized = job.object("ParameterizedJob");
        if (parameterized != null && parameterized.text("Payload").isEmpty()) {
            parameterized.put("Payload", "optional");
        }
    }

    private void group(final JsonObject group) {
        nullEmpty(group, "Meta", "Constraints", "Affinities", "Spreads");
        final JsonObject scaling = group.object("Scaling");
        if (scaling != null) {
            scaling.put("Target", target(group));
            scaling.put(
                    "ID",
                    ScalingIds.of(job.text("Namespace"), job.text("ID"), group.text("Name"), scaling.text("Type")));
        }
        for (final JsonObject service : group.objects("Services")) {
            service(service, group, "group");
        }
        group.objects("Networks").forEach(ServerDefaults::network);
        group.objects("Tasks").forEach(task -> task(group, task));
    }

    private JsonObject target(final JsonObject group) {
        return new JsonObject()
                .put("Namespace", job.text("Namespace"))
                .put("Job", job.text("ID"))
                .put("Group", group.text("Name"));
    }

    /** Gives ports the host network that they belong to unless they name one. */
    static void network(final JsonObject network) {
        for (final String name : new String[] {"DynamicPorts", "ReservedPorts"}) {
            for (final JsonObject port : network.objects(name)) {
                if (port.text("HostNetwork").isEmpty()) {
                    port.put("HostNetwork", "default");
                }
            }
        }
    }

    private void task(final JsonObject group, final JsonObject task) {
        nullEmpty(task, "Meta", "Config", "Env", "Constraints", "Affinities", "VolumeMounts");
        for (final JsonObject service : task.objects("Services")) {
            service(service, group, task.text("Name"));
        }
        final JsonObject resources = task.object("Resources");
        if (resources != null) {
            nullEmpty(resources, "Networks", "Devices");
            resources.objects("Networks").forEach(ServerDefaults::network);
        }
        if (task.isNull("RestartPolicy")) {
            task.put("RestartPolicy", group.value("RestartPolicy").copy());
        }
        if (task.number("KillTimeout") == 0) {
            task.put("KillTimeout", DEFAULT_KILL_TIMEOUT_NS);
        }
        for (final JsonObject policy : task.objects("ScalingPolicies")) {
            policy.put("Target", target(group).put("Task", task.text("Name")));
        }
        final JsonObject vault = task.object("Vault");
        if (vault != null) {
            upperCase(vault);
            if (vault.text("ChangeMode").isEmpty()) {
                vault.put("ChangeMode", "restart");
            }
        }
        task.objects("Templates").forEach(ServerDefaults::upperCase);
        identities(task);
    }

    private static void upperCase(final JsonObject owner) {
        owner.put("ChangeSignal", owner.text("ChangeSignal").toUpperCase(Locale.ROOT));
    }

    private static void identities(final JsonObject task) {
        final JsonArray others = new JsonArray();
        for (final JsonObject identity : task.objects("Identities")) {
            identity(identity);
            if (identity.text("Name").equals("default")) {
                task.put("Identity", identity);
            } else {
                others.add(identity);
            }
        }
        if (!task.isNull("Identities")) {
            task.put("Identities", others);
        }
        nullEmpty(task, "Identities");
        final JsonObject own = task.object("Identity");
        final JsonObject standard = own == null ? ServerForm.unset("WorkloadIdentity") : own;
        identity(standard);
        task.put("Identity", standard);
    }

    private static void identity(final JsonObject identity) {
        if (identity.text("Name").isEmpty()) {
            identity.put("Name", "default");
        }
        if (identity.text("Name").equals("default")) {
            identity.put("Audience", new JsonArray().add("nomadproject.io"));
        }
        upperCase(identity);
    }

    private void service(final JsonObject service, final JsonObject group, final String task) {
        nullEmpty(service, "Tags", "CanaryTags", "Checks", "TaggedAddresses");
        if (service.text("TaskName").isEmpty() && !task.equals("group")) {
            service.put("TaskName", task);
        }
        service.put("Name", expanded(service.text("Name"), group.text("Name"), task));
        for (final JsonObject check : service.objects("Checks")) {
            check(check, service);
        }
        if (service.text("Provider").isEmpty()) {
            service.put("Provider", "consul");
        }
        final boolean isNomad = service.text("Provider").equals("nomad");
        if (isNomad) {
            service.put("Namespace", job.text("Namespace"));
        } else if (service.text("Provider").equals("consul")
                && service.text("Namespace").isEmpty()) {
            service.put("Namespace", "default");
        }
    }

    private static void check(final JsonObject check, final JsonObject service) {
        nullEmpty(check, "Args", "Header");
        final JsonObject header = check.object("Header");
        if (header != null) {
            for (final Map.Entry<String, JsonValue> entry : header.copy().entries()) {
                nullEmpty(header, entry.getKey());
            }
        }
        if (check.text("Name").isEmpty()) {
            check.put("Name", "service: \"" + service.text("Name") + "\" check");
        }
        if (check.text("TaskName").isEmpty()) {
            check.put("TaskName", service.text("TaskName"));
        }
        if (check.text("OnUpdate").isEmpty()) {
            check.put("OnUpdate", "require_healthy");
        }
    }

    private String expanded(final String name, final String group, final String task) {
        final Map<String, String> values = Map.of(
                "JOB",
                job.text("Name"),
                "TASKGROUP",
                group,
                "TASK",
                task,
                "BASE",
                job.text("Name") + "-" + group + "-" + task);
        final Matcher matcher = VARIABLE.matcher(name);
        final StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            final String value = values.getOrDefault(matcher.group(1), matcher.group());
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }

    static void nullEmpty(final JsonObject owner, final String... names) {
        for (final String name : names) {
            if (owner.has(name) && owner.count(name) == 0 && !owner.isNull(name)) {
                owner.putNull(name);
            }
        }
    }
}
