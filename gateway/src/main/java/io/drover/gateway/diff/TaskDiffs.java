package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares tasks. */
final class TaskDiffs {
    private static final String[] FIELDS = {
        "Driver", "Env", "KillSignal", "KillTimeout", "Kind", "Leader", "Meta", "ShutdownDelay", "User"
    };
    private static final String[] TEMPLATE = {
        "ChangeMode",
        "ChangeSignal",
        "DestPath",
        "EmbeddedTmpl",
        "Envvars",
        "ErrMissingKey",
        "LeftDelim",
        "Once",
        "Perms",
        "RightDelim",
        "SourcePath",
        "Splay",
        "VaultGrace"
    };
    private static final String[] VAULT = {
        "AllowTokenExpiration", "ChangeMode", "ChangeSignal", "Cluster", "DisableFile", "Env", "Namespace", "Role"
    };

    private TaskDiffs() {}

    static TaskDiff between(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        final DiffType type = DiffType.between(before, after);
        final JsonObject named = after == null ? before : after;
        final String name = named == null ? "" : named.text("Name");
        return new TaskDiff(
                type,
                name,
                FieldDiff.between(Flat.fields(before, FIELDS), Flat.fields(after, FIELDS), false),
                objects(before, after),
                List.of());
    }

    private static List<ObjectDiff> objects(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        final Blocks blocks = new Blocks(before, after);
        CommonDiffs.conditions(blocks);
        blocks.free("Config", "Config")
                .block(
                        "Resources",
                        "Resources",
                        TaskDiffs::resources,
                        "CPU",
                        "Cores",
                        "DiskMB",
                        "IOPS",
                        "MemoryMB",
                        "MemoryMaxMB",
                        "SecretsMB")
                .block("LogConfig", "LogConfig", "Disabled", "MaxFileSizeMB", "MaxFiles")
                .block("DispatchPayload", "DispatchPayload", "File")
                .block("Lifecycle", "Lifecycle", "Hook", "Sidecar")
                .set(
                        "Artifacts",
                        "Artifact",
                        "Chown",
                        "GetterHeaders",
                        "GetterInsecure",
                        "GetterMode",
                        "GetterOptions",
                        "GetterSource",
                        "RelativeDest");
        ServiceDiffs.add(blocks);
        blocks.block("Vault", "Vault", TaskDiffs::vaultPolicies, VAULT);
        CommonDiffs.consul(blocks);
        blocks.named(
                "Templates", "Template", template -> template.text("DestPath"), TaskDiffs::templateParts, TEMPLATE);
        IdentityDiffs.addOne(blocks);
        IdentityDiffs.addMore(blocks);
        blocks.set(
                        "VolumeMounts",
                        "VolumeMount",
                        "Destination",
                        "PropagationMode",
                        "ReadOnly",
                        "SELinuxLabel",
                        "Volume")
                .named(
                        "Secrets",
                        "Secret",
                        secret -> secret.text("Name"),
                        TaskDiffs::secretParts,
                        "Name",
                        "Path",
                        "Provider")
                .free("CSIPluginConfig", "CSIPluginConfig");
        return blocks.found();
    }

    private static List<ObjectDiff> resources(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        final Blocks blocks = new Blocks(before, after);
        CommonDiffs.networks(blocks);
        return blocks.set("Devices", "Device", TaskDiffs::deviceConditions, "Count", "Name")
                .block("NUMA", "NUMA", TaskDiffs::numaDevices, "Affinity")
                .found();
    }

    private static List<ObjectDiff> deviceConditions(
            final @Nullable JsonObject before, final @Nullable JsonObject after) {
        final Blocks blocks = new Blocks(before, after);
        CommonDiffs.conditions(blocks);
        return blocks.found();
    }

    private static List<ObjectDiff> numaDevices(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after).texts("Devices", "Devices").found();
    }

    private static List<ObjectDiff> vaultPolicies(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after).texts("Policies", "Policies").found();
    }

    private static List<ObjectDiff> templateParts(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .block("Wait", "Template", "Max", "Min")
                .block(
                        "ChangeScript",
                        "ChangeScript",
                        (old, now) -> new Blocks(old, now).texts("Args", "Args").found(),
                        "Command",
                        "FailOnError",
                        "RunOnFirstRender",
                        "Timeout")
                .found();
    }

    private static List<ObjectDiff> secretParts(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .free("Config", "Config")
                .free("Env", "Env")
                .found();
    }
}
