package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.DeploymentView;
import io.drover.gateway.render.EvalRenderer;
import io.drover.gateway.render.EvalView;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.gateway.render.ServiceView;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.JobSubmissionRowDecoder;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of one job and of what belongs to it. */
final class JobReads {
    private final GatewayContext context;

    JobReads(final GatewayContext context) {
        this.context = context;
    }

    void job(final Call call, final String jobId) throws HttpProblem {
        // The query's index counts changes of the summary too, which the job itself does not show.
        final Read read =
                Read.of(request(QueryKind.JOB, call, jobId), TableId.JOBS).indexedBy(JobReads::modifyIndex);
        context.reads().answer(call, read, pages -> {
            final JobView job = found(call, pages);
            if (job != null) {
                call.reply(call.json().raw(job.asJson()));
            }
        });
    }

    void summary(final Call call, final String jobId) throws HttpProblem {
        context.reads()
                .answer(
                        call,
                        Read.of(request(QueryKind.JOB, call, jobId), TableId.JOBS, TableId.JOB_SUMMARIES),
                        pages -> {
                            final JobView job = found(call, pages);
                            if (job != null) {
                                final JsonWriter json = call.json();
                                JobRenderer.writeSummary(json, job);
                                call.reply(json);
                            }
                        });
    }

    void allocations(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("GET");
        context.reads()
                .answer(
                        call,
                        Read.of(request(QueryKind.JOB_ALLOCS, call, jobId), TableId.ALLOCS),
                        pages -> AllocLists.reply(call, pages));
    }

    /** By status, then id: the order that clients of the reference know. */
    void evaluations(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("GET");
        context.reads().answer(call, Read.of(request(QueryKind.JOB_EVALS, call, jobId), TableId.EVALS), pages -> {
            final JsonWriter json = call.json().beginArray();
            EvaluationsEndpoint.read(pages).stream()
                    .sorted(Comparator.comparing(EvalView::status).thenComparing(EvalView::id))
                    .forEach(eval -> EvalRenderer.write(json, eval, List.of()));
            call.reply(json.endArray());
        });
    }

    void deployments(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("GET");
        context.reads()
                .answer(
                        call,
                        Read.of(request(QueryKind.JOB_DEPLOYMENTS, call, jobId), TableId.DEPLOYMENTS),
                        pages -> DeploymentsEndpoint.reply(call, DeploymentsEndpoint.read(pages)));
    }

    void deployment(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("GET");
        context.reads()
                .answer(call, Read.of(request(QueryKind.JOB_DEPLOYMENTS, call, jobId), TableId.DEPLOYMENTS), pages -> {
                    final List<DeploymentView> all = DeploymentsEndpoint.read(pages);
                    final JsonWriter json = call.json();
                    all.stream()
                            .max((left, right) -> Long.compare(left.createIndex(), right.createIndex()))
                            .ifPresentOrElse(latest -> latest.write(json), json::nil);
                    call.reply(json);
                });
    }

    void services(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("GET");
        final QueryRequest all =
                QueryRequest.of(QueryKind.SERVICES).namespace(call.options().namespace());
        context.reads().answer(call, Read.of(all, TableId.SERVICES).withFloor(), pages -> {
            final List<ServiceView> services = ServicesEndpoint.read(pages).stream()
                    .filter(service -> service.jobId().equals(jobId))
                    .toList();
            if (!services.isEmpty()) {
                ServicesEndpoint.reply(call, services);
                return;
            }
            call.when(context.core().query(request(QueryKind.JOB, call, jobId)), job -> {
                if (job.isFound()) {
                    ServicesEndpoint.reply(call, services);
                } else {
                    call.fail(404, "job not found");
                }
            });
        });
    }

    void submission(final Call call, final String jobId) throws HttpProblem {
        final long version;
        try {
            version = Long.parseUnsignedLong(call.param("version"));
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(400, "Unable to parse job submission version parameter");
        }
        call.requireMethod("GET");
        context.reads()
                .answer(
                        call,
                        Read.of(
                                request(QueryKind.JOB_SUBMISSION, call, jobId).version(version),
                                TableId.JOB_SUBMISSIONS,
                                TableId.JOBS),
                        pages -> {
                            if (!pages.isFound()) {
                                call.fail(404, "job source not found");
                                return;
                            }
                            final JsonWriter json = call.json();
                            pages.forEach((header, rows, offset) -> json.value(submission(new JobSubmissionRowDecoder()
                                    .wrap(
                                            rows,
                                            offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                            header.blockLength(),
                                            header.version()))));
                            call.reply(json);
                        });
    }

    private static JsonObject submission(final JobSubmissionRowDecoder row) {
        final long version = row.version();
        final long jobModifyIndex = row.jobModifyIndex();
        final String namespace = row.namespace();
        final String jobId = row.jobId();
        final byte[] source = new byte[row.submissionLength()];
        row.getSubmission(source, 0, source.length);
        try {
            final JsonObject submission =
                    JsonParser.parse(source) instanceof JsonObject object ? object : new JsonObject();
            return submission
                    .putIfNull("VariableFlags", JsonNull.NULL)
                    .put("JobID", jobId)
                    .put("JobModifyIndex", jobModifyIndex)
                    .put("Namespace", namespace)
                    .put("Version", version);
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("the stored submission of job " + jobId + " is damaged", ex);
        }
    }

    private static long modifyIndex(final Pages pages) {
        final List<JobView> jobs = pages.isFound() ? JobRenderer.read(pages) : List.of();
        return jobs.isEmpty() ? pages.index() : jobs.get(0).modifyIndex();
    }

    /** What people may run beside the tasks, of all groups. */
    void actions(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("GET");
        context.reads().fetch(call, request(QueryKind.JOB, call, jobId), pages -> {
            final List<JobView> jobs = pages.isFound() ? JobRenderer.read(pages) : List.of();
            if (jobs.isEmpty()) {
                throw new HttpProblem(500, "Unknown job \"" + jobId + "\"");
            }
            final JsonWriter json = call.json().beginArray();
            for (final JsonObject group : jobs.get(0).tree().objects("TaskGroups")) {
                for (final JsonObject task : group.objects("Tasks")) {
                    for (final JsonObject action : task.objects("Actions")) {
                        json.value(action.copy()
                                .put("TaskGroupName", group.text("Name"))
                                .put("TaskName", task.text("Name")));
                    }
                }
            }
            call.index(0).unreadHeaders().reply(json.endArray());
        });
    }

    private static @Nullable JobView found(final Call call, final Pages pages) {
        final List<JobView> jobs = pages.isFound() ? JobRenderer.read(pages) : List.of();
        if (jobs.isEmpty()) {
            call.fail(404, "job not found");
            return null;
        }
        return jobs.get(0);
    }

    private static QueryRequest request(final QueryKind kind, final Call call, final String jobId) {
        return QueryRequest.of(kind).namespace(call.namespace()).key(jobId).withDocuments(kind == QueryKind.JOB);
    }
}
