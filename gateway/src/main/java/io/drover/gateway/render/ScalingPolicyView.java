package io.drover.gateway.render;

import io.drover.gateway.jobspec.admission.ScalingIds;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * How a group of a job is scaled. It is a part of its job and stored nowhere else, so that the two cannot disagree; a stopped job's
 * policies are off.
 */
public record ScalingPolicyView(
        String id,
        String namespace,
        String jobId,
        String group,
        String type,
        boolean isEnabled,
        long min,
        long max,
        JsonValue policy,
        long createIndex,
        long modifyIndex) {
    /** The policies of a job, which was read with its document. */
    public static List<ScalingPolicyView> of(final JobView job) {
        final List<ScalingPolicyView> policies = new ArrayList<>();
        for (final JsonObject group : job.tree().objects("TaskGroups")) {
            final JsonObject scaling = group.object("Scaling");
            if (scaling != null) {
                policies.add(of(job, group.text("Name"), scaling));
            }
        }
        return policies;
    }

    private static ScalingPolicyView of(final JobView job, final String group, final JsonObject scaling) {
        final String type = scaling.text("Type");
        return new ScalingPolicyView(
                ScalingIds.of(job.namespace(), job.jobId(), group, type),
                job.namespace(),
                job.jobId(),
                group,
                type,
                scaling.flag("Enabled") && !job.isStopped(),
                scaling.number("Min"),
                scaling.number("Max"),
                scaling.isNull("Policy") ? JsonNull.NULL : scaling.value("Policy"),
                job.createIndex(),
                job.jobModifyIndex());
    }

    /** Writes what lists show. */
    public void writeStub(final JsonWriter json) {
        json.beginObject();
        writeCommon(json);
        json.endObject();
    }

    /** Writes all of it. */
    public void write(final JsonWriter json) {
        json.beginObject();
        writeCommon(json);
        Fields.number(json, "Max", max);
        Fields.number(json, "Min", min);
        json.name("Policy").value(policy);
        json.endObject();
    }

    private void writeCommon(final JsonWriter json) {
        Fields.number(json, "CreateIndex", createIndex);
        Fields.bool(json, "Enabled", isEnabled);
        Fields.text(json, "ID", id);
        Fields.number(json, "ModifyIndex", modifyIndex);
        json.name("Target").beginObject();
        Fields.text(json, "Group", group);
        Fields.text(json, "Job", jobId);
        Fields.text(json, "Namespace", namespace);
        json.endObject();
        Fields.text(json, "Type", type);
    }
}
