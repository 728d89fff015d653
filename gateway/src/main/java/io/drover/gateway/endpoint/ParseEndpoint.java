package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.canonical.JobCanonicalizer;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;

/** {@code /v1/jobs/parse}: a job file as the job that it describes. */
final class ParseEndpoint implements Endpoint {
    private static final String FILE = "input.hcl";

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        call.offload(ignored -> {
            final RequestBody body = RequestBody.of(call, "api.JobsParseRequest");
            final String source = body.text("JobHCL");
            if (source.isEmpty()) {
                throw new HttpProblem(400, "Job spec is empty");
            }
            final String variables = body.text("Variables");
            JobFileOptions options = JobFileOptions.forServer();
            if (!variables.isEmpty()) {
                options = options.withVariableFile(FILE, variables);
            }
            final ParseResult result = JobFile.parse(source, FILE, options);
            final JsonObject job = result.job();
            if (job == null || result.hasErrors()) {
                throw new HttpProblem(400, "Failed to parse job: " + result.errorText());
            }
            final JsonWriter json = call.json();
            call.reply(json.value(body.flag("Canonicalize") ? JobCanonicalizer.canonicalize(job) : job));
        });
    }
}
