package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.EvalStatus;
import java.util.List;

/** Evaluations: the whole, whose unset fields are left out, and the form in which others name it. */
public final class EvalRenderer {
    private EvalRenderer() {}

    /** The whole evaluation; related ones are written when there are any. */
    public static void write(final JsonWriter json, final EvalView row, final List<EvalView> related) {
        json.beginObject();
        Fields.textIfSet(json, "BlockedEval", row.blockedEval);
        if (!row.classes.isEmpty()) {
            json.name("ClassEligibility").beginObject();
            row.classes.forEach((name, isEligible) -> Fields.bool(json, name, isEligible));
            json.endObject();
        }
        Fields.numberIfSet(json, "CreateIndex", row.createIndex);
        Fields.numberIfSet(json, "CreateTime", Texts.nanos(row.createTimeMs));
        Fields.textIfSet(json, "DeploymentID", row.deploymentId);
        if (row.isEscaped) {
            Fields.bool(json, "EscapedComputedClass", true);
        }
        if (!row.failures.isEmpty()) {
            json.name("FailedTGAllocs");
            MetricRenderer.writeByGroup(json, row.failures);
        }
        Fields.textIfSet(json, "ID", row.id);
        Fields.textIfSet(json, "JobID", row.jobId);
        Fields.numberIfSet(json, "JobModifyIndex", row.jobModifyIndex);
        Fields.numberIfSet(json, "ModifyIndex", row.modifyIndex);
        Fields.numberIfSet(json, "ModifyTime", Texts.nanos(row.modifyTimeMs));
        Fields.textIfSet(json, "Namespace", row.namespace);
        Fields.textIfSet(json, "NextEval", row.nextEval);
        Fields.textIfSet(json, "NodeID", row.nodeId);
        Fields.numberIfSet(json, "NodeModifyIndex", row.nodeModifyIndex);
        if (!row.desired.isEmpty()) {
            json.name("PlanAnnotations").beginObject();
            json.name("DesiredTGUpdates").beginObject();
            row.desired.forEach((group, updates) -> {
                json.name(group);
                updates.write(json);
            });
            json.endObject();
            Fields.nil(json, "PreemptedAllocs");
            json.endObject();
        }
        Fields.textIfSet(json, "PreviousEval", row.previousEval);
        Fields.numberIfSet(json, "Priority", row.priority);
        if (!row.queued.isEmpty() && row.status != EvalStatus.BLOCKED) {
            writeQueued(json, row);
        }
        if (!related.isEmpty()) {
            json.name("RelatedEvals").beginArray();
            related.forEach(other -> writeStub(json, other));
            json.endArray();
        }
        Fields.numberIfSet(json, "SnapshotIndex", row.snapshotIndex);
        Fields.textIfSet(json, "Status", row.status());
        Fields.textIfSet(json, "StatusDescription", row.statusDescription);
        Fields.textIfSet(json, "TriggeredBy", Texts.lower(row.trigger));
        Fields.textIfSet(json, "Type", Texts.lower(row.type));
        if (row.waitUntilMs != 0) {
            Fields.text(json, "WaitUntil", Texts.time(row.waitUntilMs));
        }
        json.endObject();
    }

    /** A plan that placed something tells of the groups that it placed, any other one of all. */
    private static void writeQueued(final JsonWriter json, final EvalView row) {
        final boolean places = row.desired.values().stream().anyMatch(DesiredUpdates::places);
        json.name("QueuedAllocations").beginObject();
        row.queued.forEach((group, count) -> {
            final DesiredUpdates updates = row.desired.get(group);
            if (!places || count > 0 || updates != null && updates.places()) {
                Fields.number(json, group, count);
            }
        });
        json.endObject();
    }

    private static void writeStub(final JsonWriter json, final EvalView row) {
        json.beginObject();
        Fields.text(json, "BlockedEval", row.blockedEval);
        Fields.number(json, "CreateIndex", row.createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(row.createTimeMs));
        Fields.text(json, "DeploymentID", row.deploymentId);
        Fields.text(json, "ID", row.id);
        Fields.text(json, "JobID", row.jobId);
        Fields.number(json, "ModifyIndex", row.modifyIndex);
        Fields.number(json, "ModifyTime", Texts.nanos(row.modifyTimeMs));
        Fields.text(json, "Namespace", row.namespace);
        Fields.text(json, "NextEval", row.nextEval);
        Fields.text(json, "NodeID", row.nodeId);
        Fields.text(json, "PreviousEval", row.previousEval);
        Fields.number(json, "Priority", row.priority);
        Fields.text(json, "Status", row.status());
        Fields.text(json, "StatusDescription", row.statusDescription);
        Fields.text(json, "TriggeredBy", Texts.lower(row.trigger));
        Fields.text(json, "Type", Texts.lower(row.type));
        json.name("WaitUntil");
        if (row.waitUntilMs == 0) {
            json.nil();
        } else {
            json.string(Texts.time(row.waitUntilMs));
        }
        json.endObject();
    }
}
