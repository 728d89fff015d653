package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of the job itself; groups and tasks are checked by their own rules. */
final class JobRules {

    private static final int MAX_DESCRIPTION_BYTES = 1000;
    private static final Set<String> TYPES = Set.of("core", "service", "batch", "system", "sysbatch");

    private final JsonObject job;
    private final ErrorList errors = new ErrorList();

    private JobRules(final JsonObject job) {
        this.job = job;
    }

    static ErrorList check(final JsonObject job) {
        final JobRules rules = new JobRules(job);
        rules.identity();
        rules.placement();
        rules.descriptions();
        rules.groups();
        rules.batchKinds();
        return rules.errors;
    }

    private void identity() {
        if (job.text("Region").isEmpty() && job.isNull("Multiregion")) {
            errors.add("Missing job region");
        }
        final String id = job.text("ID");
        if (id.isEmpty()) {
            errors.add("Missing job ID");
        } else if (id.contains(" ")) {
            errors.add("Job ID contains a space");
        } else if (id.contains("\0")) {
            errors.add("Job ID contains a null character");
        }
        final String name = job.text("Name");
        if (name.isEmpty()) {
            errors.add("Missing job name");
        } else if (name.contains("\0")) {
            errors.add("Job Name contains a null character");
        }
        if (job.text("Namespace").isEmpty()) {
            errors.add("Job must be in a namespace");
        }
        final String type = job.text("Type");
        if (type.isEmpty()) {
            errors.add("Missing job type");
        } else if (!TYPES.contains(type)) {
            errors.add("Invalid job type: " + Quoted.of(type));
        }
    }

    private void placement() {
        final JsonArray datacenters = job.array("Datacenters");
        if ((datacenters == null || datacenters.isEmpty()) && job.isNull("Multiregion")) {
            errors.add("Missing job datacenters");
        } else if (datacenters != null) {
            for (final String datacenter : datacenters.texts()) {
                if (datacenter.isEmpty()) {
                    errors.add("Job datacenter must be non-empty string");
                }
            }
        }
        if (job.count("TaskGroups") == 0) {
            errors.add("Missing job task groups");
        }
        ConditionRules.constraints(job, errors);
        ConditionRules.affinities(job, job.text("Type"), errors);
        ConditionRules.spreads(job, job.text("Type"), errors);
    }

    private void descriptions() {
        final JsonObject ui = job.object("UI");
        final int uiLength = ui == null ? 0 : byteLength(ui.text("Description"));
        if (uiLength > MAX_DESCRIPTION_BYTES) {
            errors.add("UI description must be under 1000 characters, currently " + uiLength);
        }
        final JsonObject tag = job.object("VersionTag");
        final int tagLength = tag == null ? 0 : byteLength(tag.text("Description"));
        if (tagLength > MAX_DESCRIPTION_BYTES) {
            errors.add("Tagged version description must be under 1000 characters, currently " + tagLength);
        }
    }

    private static int byteLength(final String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void groups() {
        final Map<String, Integer> seen = new HashMap<>();
        final List<JsonObject> groups = job.objects("TaskGroups");
        for (int i = 0; i < groups.size(); i++) {
            final JsonObject group = groups.get(i);
            final String name = group.text("Name");
            final Integer earlier = seen.get(name);
            if (name.isEmpty()) {
                errors.add("Job task group " + (i + 1) + " missing name");
            } else if (earlier != null) {
                errors.add("Job task group " + (i + 1) + " redefines '" + name + "' from group " + (earlier + 1));
            } else {
                seen.put(name, i);
            }
            if (group.number("ShutdownDelay") < 0) {
                errors.add("ShutdownDelay must be a positive value");
            }
            if (job.text("Type").equals("system") && group.number("Count") > 1) {
                errors.add("Job task group " + name + " has count " + group.number("Count")
                        + ". Count cannot exceed 1 with system scheduler");
            }
        }
        for (final JsonObject group : groups) {
            errors.nest("Task group " + group.text("Name") + " validation failed: ", GroupRules.check(job, group));
        }
    }

    private void batchKinds() {
        final boolean isBatch =
                job.text("Type").equals("batch") || job.text("Type").equals("sysbatch");
        final JsonObject periodic = job.object("Periodic");
        if (periodic != null && periodic.flag("Enabled")) {
            if (!isBatch) {
                errors.add("Periodic can only be used with \"batch\" or \"sysbatch\" scheduler");
            }
            errors.nest(BatchRules.periodic(periodic));
        }
        final JsonObject parameterized = job.object("ParameterizedJob");
        if (parameterized != null && !job.flag("Dispatched")) {
            if (!isBatch) {
                errors.add("Parameterized job can only be used with \"batch\" or \"sysbatch\" scheduler");
            }
            errors.nest(BatchRules.parameterized(parameterized));
        }
        if (!job.isNull("Multiregion")) {
            errors.add("Multiregion jobs are unlicensed.");
        }
    }
}
