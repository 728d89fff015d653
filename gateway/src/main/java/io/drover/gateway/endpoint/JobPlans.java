package io.drover.gateway.endpoint;

import io.drover.gateway.command.JobCommands;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.diff.JobDiff;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.gateway.render.PlanRenderer;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.query.QueryStatus;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** What a registration would do, found out by a dry run on the state as it is. */
final class JobPlans {
    private final GatewayContext context;
    private final JobRegistrar registrar;

    JobPlans(final GatewayContext context, final JobRegistrar registrar) {
        this.context = context;
        this.registrar = registrar;
    }

    void plan(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        call.offload(ignored -> {
            final RequestBody body = RequestBody.of(call, "api.JobPlanRequest");
            final JsonObject job = JobRegistrar.readJob(body.value("Job"), "JobPlanRequest");
            final boolean withDiff = body.flag("Diff");
            if (job.text("ID").isEmpty()) {
                throw new HttpProblem(400, "Job must have a valid ID");
            }
            if (!job.text("ID").equals(jobId)) {
                throw new HttpProblem(400, "Job ID does not match");
            }
            registrar.checkRegion(call, "");
            job.put("Namespace", JobRegistrar.namespaceOf(call, job));
            JobAccess.requireSubmission(call.authority(), job, "plan-job");
            registrar.admit(call, job, admitted -> {
                if (!admitted.isAdmitted()) {
                    throw new HttpProblem(500, admitted.errorText());
                }
                if (withDiff) {
                    diff(call, admitted.job(), diff -> run(call, admitted, diff));
                } else {
                    run(call, admitted, null);
                }
            });
        });
    }

    /** Goes on with what changes of the job as it is registered. */
    private void diff(final Call call, final JsonObject job, final Call.Continuation<JobDiff> next) {
        final QueryRequest registered = QueryRequest.of(QueryKind.JOB)
                .namespace(job.text("Namespace"))
                .key(job.text("ID"))
                .withDocuments(true);
        context.reads()
                .fetch(
                        call,
                        registered,
                        pages -> call.offload(ignored -> {
                            final List<JobView> jobs = pages.isFound() ? JobRenderer.read(pages) : List.of();
                            next.accept(JobDiff.between(
                                    jobs.isEmpty() ? null : jobs.get(0).current(), job));
                        }));
    }

    private void run(final Call call, final JobAdmission.Result admitted, final @Nullable JobDiff diff) {
        final DirectBuffer command =
                JobRegistrar.command(JobRegistrar.stamped(call, admitted.job()), JobCommands.Terms.NONE, new byte[0]);
        final byte[] payload = new byte[command.capacity()];
        command.getBytes(0, payload);
        final QueryRequest request = QueryRequest.of(QueryKind.PLAN).payload(payload);
        call.when(context.core().query(request), page -> reply(call, page, admitted, diff));
    }

    private static void reply(
            final Call call, final Page page, final JobAdmission.Result admitted, final @Nullable JobDiff diff)
            throws HttpProblem {
        if (page.status() != QueryStatus.OK) {
            throw new HttpProblem(500, "the job could not be planned: " + page.status());
        }
        final JsonWriter json = call.json();
        final long index = PlanRenderer.write(json, Pages.of(page), admitted.job(), admitted.warningText(), diff);
        call.index(index).reply(json);
    }
}
