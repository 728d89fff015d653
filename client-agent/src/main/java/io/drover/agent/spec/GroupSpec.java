package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The task group that an allocation runs, with what it needs of its job.
 *
 * @param job the job's own fields.
 * @param name the group's name.
 * @param tasks its tasks, in the order of the document.
 * @param services services of the group as a whole.
 * @param shutdownDelayNs wait between deregistration and the first kill.
 * @param maxRunDurationNs time after which a batch allocation is ended, or -1.
 * @param updateHealth how health is decided within a deployment.
 * @param migrateHealth how health is decided without one.
 * @param volumes volumes that its tasks may mount, by name.
 * @param dns the resolver settings of its first network as the document has them, or a missing node.
 */
public record GroupSpec(
        Job job,
        String name,
        List<TaskSpec> tasks,
        List<ServiceSpec> services,
        long shutdownDelayNs,
        long maxRunDurationNs,
        HealthPolicy updateHealth,
        HealthPolicy migrateHealth,
        Map<String, VolumeSpec> volumes,
        JsonNode dns) {

    /**
     * Fields of the job that tasks see.
     *
     * @param id the job's id.
     * @param name the job's name.
     * @param parentId id of the periodic or parameterized job that it came from, or empty.
     * @param namespace its namespace.
     * @param region its region.
     * @param type {@code service}, {@code batch}, {@code system} or {@code sysbatch}.
     * @param payload what it was dispatched with: base64 text of Snappy-compressed bytes, or empty.
     */
    public record Job(
            String id, String name, String parentId, String namespace, String region, String type, String payload) {
        /** Whether instances are meant to run for ever. */
        public boolean isService() {
            return "service".equals(type) || "system".equals(type);
        }
    }

    /**
     * Reads one group of a job document.
     *
     * @throws IllegalArgumentException when the job has no such group.
     */
    public static GroupSpec of(final JsonNode job, final String groupName) {
        for (final JsonNode group : JsonFields.array(job, "TaskGroups")) {
            if (groupName.equals(JsonFields.text(group, "Name"))) {
                return of(job, group);
            }
        }
        throw new IllegalArgumentException(
                "job \"" + JsonFields.text(job, "ID") + "\" has no task group \"" + groupName + "\"");
    }

    /** The task with that name, or {@code null}. */
    public @Nullable TaskSpec task(final String taskName) {
        for (final TaskSpec task : tasks) {
            if (task.name().equals(taskName)) {
                return task;
            }
        }
        return null;
    }

    private static GroupSpec of(final JsonNode job, final JsonNode group) {
        final List<TaskSpec> tasks = new ArrayList<>();
        JsonFields.array(group, "Tasks").forEach(task -> tasks.add(TaskSpec.of(task, group, job)));
        final List<JsonNode> networks = JsonFields.array(group, "Networks");
        return new GroupSpec(
                new Job(
                        JsonFields.text(job, "ID"),
                        JsonFields.text(job, "Name"),
                        JsonFields.text(job, "ParentID"),
                        JsonFields.text(job, "Namespace"),
                        JsonFields.text(job, "Region"),
                        JsonFields.text(job, "Type"),
                        JsonFields.text(job, "Payload")),
                JsonFields.text(group, "Name"),
                List.copyOf(tasks),
                ServiceSpec.listOf(group),
                JsonFields.integer(group, "ShutdownDelay"),
                JsonFields.integer(group, "MaxRunDuration", -1),
                HealthPolicy.ofUpdate(group),
                HealthPolicy.ofMigrate(group),
                VolumeSpec.mapOf(group),
                networks.isEmpty() ? MissingNode.getInstance() : JsonFields.object(networks.get(0), "DNS"));
    }
}
