package io.drover.gateway.jobspec.canonical;

import static io.drover.gateway.jobspec.canonical.JobCanonicalizer.nullIfEmpty;

import io.drover.gateway.jobspec.hcl.function.SlashPaths;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.schema.JobSchema;
import java.util.Locale;

/** Defaults of a task. */
final class TaskCanonicalizer {

    private static final long SECOND = 1_000_000_000L;
    private static final long DEFAULT_CPU_MHZ = 100;
    private static final long DEFAULT_MEMORY_MB = 300;

    private final JsonObject job;
    private final JsonObject group;
    private final JsonObject task;

    TaskCanonicalizer(final JsonObject job, final JsonObject group, final JsonObject task) {
        this.job = job;
        this.group = group;
        this.task = task;
    }

    void canonicalize() {
        resources(task);
        task.putIfNull("KillTimeout", 5 * SECOND);
        logs(task);
        task.objects("Artifacts").forEach(TaskCanonicalizer::artifact);
        final JsonObject vault = task.object("Vault");
        if (vault != null) {
            vault(vault);
        }
        final JsonObject consul = task.object("Consul");
        if (consul != null) {
            consulCluster(consul);
        }
        task.objects("Templates").forEach(TaskCanonicalizer::template);
        for (final JsonObject secret : task.objects("Secrets")) {
            nullIfEmpty(secret, "Config");
            nullIfEmpty(secret, "Env");
        }
        for (final JsonObject service : task.objects("Services")) {
            ServiceCanonicalizer.canonicalize(
                    service, job.text("Name") + "-" + group.text("Name") + "-" + task.text("Name"));
        }
        JobCanonicalizer.defaultWeights(task);
        task.objects("VolumeMounts").forEach(TaskCanonicalizer::volumeMount);
        final JsonObject plugin = task.object("CSIPluginConfig");
        if (plugin != null) {
            csiPlugin(plugin);
        }
        restart();
    }

    private void restart() {
        final Policies restart = Policies.restart(job.text("Type"));
        final JsonObject merged = restart.merged(group.object("RestartPolicy"), task.object("RestartPolicy"));
        if (merged != null) {
            task.put("RestartPolicy", merged);
        }
    }

    /** Fills the resources of a task or a sidecar task. */
    static void resources(final JsonObject owner) {
        owner.putIfNull("Resources", JobSchema.api().type("Resources").unsetObject());
        final JsonObject resources = owner.object("Resources");
        if (resources == null) {
            return;
        }
        if (resources.isNull("Cores")) {
            resources.put("Cores", 0).putIfNull("CPU", DEFAULT_CPU_MHZ);
        }
        resources.putIfNull("CPU", 0).putIfNull("MemoryMB", DEFAULT_MEMORY_MB);
        for (final JsonObject device : resources.objects("Devices")) {
            device.putIfNull("Count", 1);
            JobCanonicalizer.defaultWeights(device);
        }
        final JsonObject numa = resources.object("NUMA");
        if (numa != null) {
            if (numa.text("Affinity").isEmpty()) {
                numa.put("Affinity", "none");
            }
            nullIfEmpty(numa, "Devices");
        }
    }

    /** Fills the log settings of a task or a sidecar task. */
    static void logs(final JsonObject owner) {
        owner.putIfNull("LogConfig", JobSchema.api().type("LogConfig").unsetObject());
        Policies.LOGS.fill(owner, "LogConfig");
    }

    static void volumeMount(final JsonObject mount) {
        mount.putIfNull("PropagationMode", "private")
                .putIfNull("ReadOnly", false)
                .putIfNull("SELinuxLabel", "");
    }

    static void consulCluster(final JsonObject consul) {
        if (consul.text("Cluster").isEmpty()) {
            consul.put("Cluster", "default");
        }
    }

    private static void artifact(final JsonObject artifact) {
        artifact.putIfNull("GetterMode", "any")
                .putIfNull("GetterInsecure", false)
                .putIfNull("GetterSource", "");
        nullIfEmpty(artifact, "GetterOptions");
        nullIfEmpty(artifact, "GetterHeaders");
        final boolean isFile = artifact.text("GetterMode").equals("file");
        artifact.putIfNull(
                "RelativeDest",
                isFile ? SlashPaths.clean("local/" + SlashPaths.base(artifact.text("GetterSource"))) : "local/");
    }

    private static void vault(final JsonObject vault) {
        vault.putIfNull("Env", true).putIfNull("DisableFile", false).putIfNull("Namespace", "");
        consulCluster(vault);
        vault.putIfNull("ChangeMode", "restart")
                .putIfNull("ChangeSignal", "SIGHUP")
                .putIfNull("AllowTokenExpiration", false);
    }

    private static void template(final JsonObject template) {
        template.putIfNull("SourcePath", "")
                .putIfNull("DestPath", "")
                .putIfNull("EmbeddedTmpl", "")
                .putIfNull("ChangeMode", "restart");
        if (template.isNull("ChangeSignal")) {
            template.put("ChangeSignal", template.text("ChangeMode").equals("signal") ? "SIGHUP" : "");
        } else {
            template.put("ChangeSignal", template.text("ChangeSignal").toUpperCase(Locale.ROOT));
        }
        final JsonObject script = template.object("ChangeScript");
        if (script != null) {
            script.putIfNull("Command", "")
                    .putIfNull("Args", new JsonArray())
                    .putIfNull("Timeout", 5 * SECOND)
                    .putIfNull("FailOnError", false)
                    .putIfNull("RunOnFirstRender", false);
        }
        template.putIfNull("Once", false)
                .putIfNull("Splay", 5 * SECOND)
                .putIfNull("Perms", "0644")
                .putIfNull("LeftDelim", "{{")
                .putIfNull("RightDelim", "}}")
                .putIfNull("Envvars", false)
                .putIfNull("ErrMissingKey", false)
                .putIfNull("VaultGrace", 0);
    }

    private static void csiPlugin(final JsonObject plugin) {
        if (plugin.text("MountDir").isEmpty()) {
            plugin.put("MountDir", "/csi");
        }
        if (plugin.text("StagePublishBaseDir").isEmpty()) {
            plugin.put("StagePublishBaseDir", "/local/csi");
        }
        if (plugin.number("HealthTimeout") == 0) {
            plugin.put("HealthTimeout", 30 * SECOND);
        }
    }
}
