package io.drover.agent.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drover.agent.service.CheckResult;
import java.io.IOException;
import java.util.Map;

/** Check results as the API shows them. */
final class CheckJson {
    private CheckJson() {}

    static void write(final JsonGenerator json, final Map<String, CheckResult> results) throws IOException {
        json.writeStartObject();
        for (final CheckResult result : results.values()) {
            json.writeObjectFieldStart(result.id());
            json.writeStringField("ID", result.id());
            json.writeStringField("Mode", result.mode());
            json.writeStringField("Status", result.status());
            json.writeNumberField("StatusCode", result.statusCode());
            json.writeStringField("Output", result.output());
            json.writeNumberField("Timestamp", result.timestampS());
            json.writeStringField("Group", result.group());
            json.writeStringField("Task", result.task());
            json.writeStringField("Service", result.service());
            json.writeStringField("Check", result.check());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
