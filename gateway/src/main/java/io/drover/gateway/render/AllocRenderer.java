package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Allocations: the whole, whose unset fields are left out, and the list form, whose fields are always there. */
public final class AllocRenderer {
    private AllocRenderer() {}

    /**
     * The whole allocation.
     *
     * @param job the version of the job that it runs; null to leave it out.
     * @param signingKeyId key of its identities; empty when unknown.
     */
    public static void write(
            final JsonWriter json, final AllocView row, final @Nullable JobView job, final String signingKeyId) {
        write(json, row, job, job != null, signingKeyId);
    }

    /** The whole allocation without its job, which is looked at for what only it knows. */
    public static void writeWithoutJob(
            final JsonWriter json, final AllocView row, final @Nullable JobView job, final String signingKeyId) {
        write(json, row, job, false, signingKeyId);
    }

    private static void write(
            final JsonWriter json,
            final AllocView row,
            final @Nullable JobView job,
            final boolean withJob,
            final String signingKeyId) {
        final JsonObject group = job == null ? null : job.group(row.taskGroup);
        final AllocResources resources = new AllocResources(row, group);
        json.beginObject();
        Fields.text(json, "ID", row.id);
        Fields.numberIfSet(json, "AllocModifyIndex", row.allocModifyIndex);
        json.name("AllocatedResources");
        resources.writeAllocated(json);
        writeStates(json, row);
        Fields.textIfSet(json, "ClientDescription", row.clientDescription);
        Fields.textIfSet(json, "ClientStatus", Texts.lower(row.clientStatus));
        Fields.numberIfSet(json, "CreateIndex", row.createIndex);
        Fields.numberIfSet(json, "CreateTime", Texts.nanos(row.createTimeMs));
        Fields.textIfSet(json, "DeploymentID", row.deploymentId);
        if (row.hasDeploymentStatus) {
            json.name("DeploymentStatus");
            AllocParts.deploymentStatus(json, row);
        }
        Fields.textIfSet(json, "DesiredDescription", row.desiredDescription);
        Fields.textIfSet(json, "DesiredStatus", Texts.lower(row.desiredStatus));
        if (row.transition != 0) {
            json.name("DesiredTransition");
            AllocParts.transition(json, row.transition);
        }
        Fields.textIfSet(json, "EvalID", row.evalId);
        Fields.textIfSet(json, "FollowupEvalID", row.followupEvalId);
        if (job != null && withJob) {
            json.name("Job").raw(job.asPlaced(row.jobStatus, row.isJobStable));
        }
        Fields.textIfSet(json, "JobID", row.jobId);
        if (row.metric.length > 0) {
            json.name("Metrics");
            MetricRenderer.write(json, row.metric);
        }
        Fields.numberIfSet(json, "ModifyIndex", row.modifyIndex);
        Fields.numberIfSet(json, "ModifyTime", Texts.nanos(row.modifyTimeMs));
        Fields.text(json, "Name", row.name());
        Fields.text(json, "Namespace", row.namespace);
        if (row.networkStatus.length > 0) {
            json.name("NetworkStatus").raw(row.networkStatus);
        }
        Fields.textIfSet(json, "NextAllocation", row.nextAllocation);
        Fields.textIfSet(json, "NodeID", row.nodeId);
        Fields.textIfSet(json, "NodeName", row.nodeName);
        writeRelations(json, row);
        json.name("Resources");
        resources.writeCombined(json);
        json.name("SharedResources");
        resources.writeShared(json);
        Fields.textIfSet(json, "SigningKeyID", signingKeyId);
        Fields.textIfSet(json, "TaskGroup", row.taskGroup);
        json.name("TaskResources");
        resources.writeByTask(json);
        if (row.taskStates.length > 2) {
            json.name("TaskStates").raw(row.taskStates);
        }
        json.endObject();
    }

    /**
     * The form of lists.
     *
     * @param job the version of its job when resources are wanted, else null.
     */
    public static void writeStub(
            final JsonWriter json,
            final AllocView row,
            final boolean withTaskStates,
            final boolean withResources,
            final @Nullable JobView job) {
        json.beginObject().name("AllocatedResources");
        if (withResources) {
            new AllocResources(row, job == null ? null : job.group(row.taskGroup)).writeAllocated(json);
        } else {
            json.nil();
        }
        Fields.text(json, "ClientDescription", row.clientDescription);
        Fields.text(json, "ClientStatus", Texts.lower(row.clientStatus));
        Fields.number(json, "CreateIndex", row.createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(row.createTimeMs));
        json.name("DeploymentStatus");
        if (row.hasDeploymentStatus) {
            AllocParts.deploymentStatus(json, row);
        } else {
            json.nil();
        }
        Fields.text(json, "DesiredDescription", row.desiredDescription);
        Fields.text(json, "DesiredStatus", Texts.lower(row.desiredStatus));
        json.name("DesiredTransition");
        AllocParts.transition(json, row.transition);
        Fields.text(json, "EvalID", row.evalId);
        Fields.text(json, "FollowupEvalID", row.followupEvalId);
        Fields.text(json, "ID", row.id);
        Fields.text(json, "JobID", row.jobId);
        Fields.text(json, "JobType", Texts.lower(row.jobType));
        Fields.number(json, "JobVersion", row.jobVersion);
        Fields.number(json, "ModifyIndex", row.modifyIndex);
        Fields.number(json, "ModifyTime", Texts.nanos(row.modifyTimeMs));
        Fields.text(json, "Name", row.name());
        Fields.text(json, "Namespace", row.namespace);
        Fields.text(json, "NextAllocation", row.nextAllocation);
        Fields.text(json, "NodeID", row.nodeId);
        Fields.text(json, "NodeName", row.nodeName);
        json.name("PreemptedAllocations");
        if (row.preempted.isEmpty()) {
            json.nil();
        } else {
            AllocParts.ids(json, row.preempted);
        }
        Fields.text(json, "PreemptedByAllocation", row.preemptedBy);
        json.name("RescheduleTracker");
        if (row.reschedules.isEmpty()) {
            json.nil();
        } else {
            AllocParts.rescheduleTracker(json, row);
        }
        Fields.text(json, "TaskGroup", row.taskGroup);
        Fields.raw(json, "TaskStates", withTaskStates && row.taskStates.length > 2 ? row.taskStates : new byte[0]);
        json.endObject();
    }

    private static void writeRelations(final JsonWriter json, final AllocView row) {
        if (!row.preempted.isEmpty()) {
            json.name("PreemptedAllocations");
            AllocParts.ids(json, row.preempted);
        }
        Fields.textIfSet(json, "PreemptedByAllocation", row.preemptedBy);
        Fields.textIfSet(json, "PreviousAllocation", row.previousAllocation);
        if (!row.reschedules.isEmpty()) {
            json.name("RescheduleTracker");
            AllocParts.rescheduleTracker(json, row);
        }
    }

    private static void writeStates(final JsonWriter json, final AllocView row) {
        if (row.states.isEmpty()) {
            return;
        }
        json.name("AllocStates").beginArray();
        for (final AllocView.State state : row.states) {
            json.beginObject();
            Fields.text(json, "Field", "ClientStatus");
            Fields.text(json, "Time", Texts.time(state.timeMs()));
            Fields.text(json, "Value", Texts.lower(state.clientStatus()));
            json.endObject();
        }
        json.endArray();
    }
}
