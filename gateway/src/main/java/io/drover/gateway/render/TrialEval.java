package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.util.Map;
import java.util.UUID;

/** The evaluation that would wait for capacity if a job on trial were registered. Its ids name nothing. */
final class TrialEval {
    private final JsonObject job;
    private final long jobModifyIndex;
    private final Map<String, byte[]> failures;
    private final Map<String, Boolean> classes;

    TrialEval(
            final JsonObject job,
            final long jobModifyIndex,
            final Map<String, byte[]> failures,
            final Map<String, Boolean> classes) {
        this.job = job;
        this.jobModifyIndex = jobModifyIndex;
        this.failures = failures;
        this.classes = classes;
    }

    void write(final JsonWriter json) {
        final long now = Texts.nanos(System.currentTimeMillis());
        json.beginObject();
        if (!classes.isEmpty()) {
            json.name("ClassEligibility").beginObject();
            classes.forEach((name, isEligible) -> Fields.bool(json, name, isEligible));
            json.endObject();
        }
        Fields.number(json, "CreateTime", now);
        json.name("FailedTGAllocs");
        MetricRenderer.writeByGroup(json, failures);
        Fields.text(json, "ID", UUID.randomUUID().toString());
        Fields.text(json, "JobID", job.text("ID"));
        Fields.numberIfSet(json, "JobModifyIndex", jobModifyIndex);
        Fields.number(json, "ModifyTime", now);
        Fields.text(json, "Namespace", job.text("Namespace"));
        Fields.text(json, "PreviousEval", UUID.randomUUID().toString());
        Fields.number(json, "Priority", job.number("Priority"));
        Fields.text(json, "Status", "blocked");
        Fields.text(json, "StatusDescription", "created to place remaining allocations");
        Fields.text(json, "TriggeredBy", "queued-allocs");
        Fields.text(json, "Type", job.text("Type"));
        json.endObject();
    }
}
