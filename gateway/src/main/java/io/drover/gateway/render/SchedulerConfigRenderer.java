package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.SchedulerConfigRowDecoder;

/** What the scheduler goes by. */
public final class SchedulerConfigRenderer {
    private SchedulerConfigRenderer() {}

    /** Writes the configuration of an answer. */
    public static void write(final JsonWriter json, final Pages pages) {
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == SchedulerConfigRowDecoder.TEMPLATE_ID) {
                write(
                        json,
                        new SchedulerConfigRowDecoder()
                                .wrap(
                                        rows,
                                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                        header.blockLength(),
                                        header.version()));
            }
        });
    }

    private static void write(final JsonWriter json, final SchedulerConfigRowDecoder row) {
        json.beginObject();
        Fields.number(json, "CreateIndex", row.createIndex());
        Fields.bool(json, "MemoryOversubscriptionEnabled", row.memoryOversubscription() == Bool.YES);
        Fields.number(json, "ModifyIndex", row.modifyIndex());
        Fields.number(json, "NodeLimitForFeasibilityChecks", row.nodeLimitForFeasibilityChecks());
        Fields.bool(json, "PauseEvalBroker", row.pauseEvalBroker() == Bool.YES);
        json.name("PreemptionConfig").beginObject();
        Fields.bool(json, "BatchSchedulerEnabled", row.preemptBatch() == Bool.YES);
        Fields.bool(json, "ServiceSchedulerEnabled", row.preemptService() == Bool.YES);
        Fields.bool(json, "SysBatchSchedulerEnabled", row.preemptSysbatch() == Bool.YES);
        Fields.bool(json, "SystemSchedulerEnabled", row.preemptSystem() == Bool.YES);
        json.endObject();
        Fields.bool(json, "RejectJobRegistration", row.rejectJobRegistration() == Bool.YES);
        Fields.text(json, "SchedulerAlgorithm", row.spreadAlgorithm() == Bool.YES ? "spread" : "binpack");
        json.endObject();
    }
}
