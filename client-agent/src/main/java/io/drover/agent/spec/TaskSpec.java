package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * One task of a group.
 *
 * @param name unique in its group.
 * @param driver the driver that runs it.
 * @param user the user to run as, or empty.
 * @param config the driver's configuration, not interpolated.
 * @param env environment variables, not interpolated.
 * @param lifecycle when it runs.
 * @param leader whether its end ends the whole group.
 * @param killTimeoutNs time between the kill signal and force.
 * @param killSignal signal that asks it to end, or empty for the driver's default.
 * @param shutdownDelayNs wait between deregistration and the kill signal.
 * @param restart its restart policy.
 * @param logs how its output is kept.
 * @param meta meta of the job, the group and the task, merged.
 * @param templates files to make before it starts.
 * @param artifacts what it wants to have downloaded.
 * @param dispatchPayloadFile where a dispatched job's payload goes, or empty.
 * @param services services that it offers.
 * @param identities signed identities that it wants to see.
 * @param secretsMb room for its credentials, MiB.
 * @param volumeMounts volumes of the group that it wants to see.
 * @param otherBlocks names of further blocks that ask for something, for example {@code vault}.
 */
public record TaskSpec(
        String name,
        String driver,
        String user,
        JsonNode config,
        NavigableMap<String, String> env,
        Lifecycle lifecycle,
        boolean leader,
        long killTimeoutNs,
        String killSignal,
        long shutdownDelayNs,
        RestartPolicy restart,
        Logs logs,
        NavigableMap<String, String> meta,
        List<TemplateSpec> templates,
        List<ArtifactSpec> artifacts,
        String dispatchPayloadFile,
        List<ServiceSpec> services,
        List<IdentitySpec> identities,
        int secretsMb,
        List<VolumeMountSpec> volumeMounts,
        List<String> otherBlocks) {

    private static final long DEFAULT_KILL_TIMEOUT_NS = 5_000_000_000L;

    /**
     * How a task's output is kept.
     *
     * @param maxFiles files per stream.
     * @param maxFileSizeMb size of one file, MiB.
     * @param disabled whether output is discarded.
     */
    public record Logs(int maxFiles, int maxFileSizeMb, boolean disabled) {}

    private static List<String> otherBlocks(final JsonNode task) {
        final List<String> blocks = new ArrayList<>();
        if (JsonFields.has(task, "Vault")) {
            blocks.add("vault");
        }
        if (!JsonFields.array(task, "Secrets").isEmpty()) {
            blocks.add("secret");
        }
        if (JsonFields.has(task, "CSIPluginConfig")) {
            blocks.add("csi_plugin");
        }
        return blocks;
    }

    static TaskSpec of(final JsonNode task, final JsonNode group, final JsonNode job) {
        final JsonNode logs = JsonFields.object(task, "LogConfig");
        final List<TemplateSpec> templates = new ArrayList<>();
        JsonFields.array(task, "Templates").forEach(node -> templates.add(TemplateSpec.of(node)));
        final List<ArtifactSpec> artifacts = new ArrayList<>();
        JsonFields.array(task, "Artifacts").forEach(node -> artifacts.add(ArtifactSpec.of(node)));
        final NavigableMap<String, String> meta = JsonFields.stringMap(job, "Meta");
        meta.putAll(JsonFields.stringMap(group, "Meta"));
        meta.putAll(JsonFields.stringMap(task, "Meta"));
        return new TaskSpec(
                JsonFields.text(task, "Name"),
                JsonFields.text(task, "Driver"),
                JsonFields.text(task, "User"),
                JsonFields.object(task, "Config"),
                JsonFields.stringMap(task, "Env"),
                Lifecycle.of(task),
                JsonFields.bool(task, "Leader"),
                JsonFields.integer(task, "KillTimeout", DEFAULT_KILL_TIMEOUT_NS),
                JsonFields.text(task, "KillSignal"),
                JsonFields.integer(task, "ShutdownDelay"),
                RestartPolicy.of(task, group),
                new Logs(
                        (int) JsonFields.integer(logs, "MaxFiles", 10),
                        (int) JsonFields.integer(logs, "MaxFileSizeMB", 10),
                        JsonFields.bool(logs, "Disabled")),
                meta,
                templates,
                artifacts,
                JsonFields.text(JsonFields.object(task, "DispatchPayload"), "File"),
                ServiceSpec.listOf(task),
                IdentitySpec.listOf(task),
                (int) Math.max(1, JsonFields.integer(JsonFields.object(task, "Resources"), "SecretsMB")),
                VolumeMountSpec.listOf(task),
                otherBlocks(task));
    }
}
