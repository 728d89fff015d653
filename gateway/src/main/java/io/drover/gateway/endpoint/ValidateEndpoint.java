package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;

/** {@code /v1/validate/job}: what registration would say to a job, without registering it. */
final class ValidateEndpoint implements Endpoint {
    private final JobRegistrar registrar;

    ValidateEndpoint(final JobRegistrar registrar) {
        this.registrar = registrar;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        call.offload(ignored -> {
            final RequestBody body = RequestBody.of(call, "api.JobValidateRequest");
            final JsonObject job = JobRegistrar.readJob(body.value("Job"), "JobValidateRequest");
            job.put("Namespace", JobRegistrar.namespaceOf(call, job));
            registrar.admit(call, job, result -> {
                final JsonWriter json = call.json().beginObject();
                json.name("DriverConfigValidated").bool(true);
                json.name("Error").string(result.errorText());
                json.name("ValidationErrors");
                if (result.errors().isEmpty()) {
                    json.nil();
                } else {
                    json.beginArray();
                    result.errors().forEach(json::string);
                    json.endArray();
                }
                json.name("Warnings").string(result.warningText());
                call.reply(json.endObject());
            });
        });
    }
}
