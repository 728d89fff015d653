package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Health;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A job as an overview of jobs shows it: with its allocations, its children and its latest deployment. */
public final class JobStatusRenderer {
    private JobStatusRenderer() {}

    /** Id of the job that started this one, empty when none did. */
    public static String parentOf(final JobView job) {
        return job.tree().text("ParentID");
    }

    /** The last change of the job or of what its summary counts. */
    public static long lastChange(final JobView job) {
        return job.summary == null ? job.modifyIndex : Math.max(job.modifyIndex, job.summary.modifyIndex());
    }

    /** Writes one job. */
    public static void write(
            final JsonWriter json,
            final JobView job,
            final List<AllocView> allocs,
            final Collection<JobView> children,
            final List<DeploymentView> deployments) {
        final JsonObject tree = job.tree();
        json.beginObject();
        json.name("Allocs");
        writeAllocs(json, allocs);
        json.name("ChildStatuses");
        if (children.isEmpty()) {
            json.nil();
        } else {
            json.beginArray();
            children.forEach(child -> json.string(Texts.lower(child.status)));
            json.endArray();
        }
        json.name("Datacenters").value(tree.value("Datacenters"));
        Fields.number(
                json,
                "GroupCountSum",
                tree.objects("TaskGroups").stream()
                        .mapToLong(group -> group.number("Count"))
                        .sum());
        Fields.text(json, "ID", job.jobId);
        final JsonObject meta = tree.object("Meta");
        Fields.bool(json, "IsPack", meta != null && meta.has("pack.name"));
        json.name("LatestDeployment");
        deployments.stream()
                .max(Comparator.comparingLong(DeploymentView::createIndex))
                .ifPresentOrElse(latest -> latest.writeLatest(json), json::nil);
        Fields.number(json, "ModifyIndex", job.modifyIndex);
        Fields.text(json, "Name", tree.text("Name"));
        Fields.text(json, "Namespace", job.namespace);
        Fields.text(json, "NodePool", tree.text("NodePool"));
        Fields.text(json, "ParentID", parentOf(job));
        Fields.number(json, "Priority", job.priority);
        Fields.text(json, "Status", Texts.lower(job.status));
        Fields.bool(json, "Stop", job.isStopped);
        Fields.number(json, "SubmitTime", Texts.nanos(job.submitTimeMs));
        Fields.text(json, "Type", Texts.lower(job.type));
        Fields.number(json, "Version", job.version);
        json.endObject();
    }

    private static void writeAllocs(final JsonWriter json, final List<AllocView> allocs) {
        if (allocs.isEmpty()) {
            json.nil();
            return;
        }
        json.beginArray();
        for (final AllocView alloc : allocs) {
            json.beginObject();
            Fields.text(json, "ClientStatus", Texts.lower(alloc.clientStatus));
            json.name("DeploymentStatus").beginObject();
            Fields.bool(json, "Canary", alloc.isCanary);
            json.name("Healthy");
            if (alloc.health == Health.UNSET) {
                json.nil();
            } else {
                json.bool(alloc.health == Health.HEALTHY);
            }
            json.endObject();
            Fields.text(json, "FollowupEvalID", alloc.followupEvalId);
            Fields.text(json, "Group", alloc.taskGroup);
            Fields.bool(json, "HasPausedTask", false);
            Fields.text(json, "ID", alloc.id);
            Fields.number(json, "JobVersion", alloc.jobVersion);
            Fields.text(json, "NodeID", alloc.nodeId);
            json.endObject();
        }
        json.endArray();
    }
}
