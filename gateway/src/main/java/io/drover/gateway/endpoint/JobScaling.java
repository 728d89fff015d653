package io.drover.gateway.endpoint;

import io.drover.gateway.command.JobChangeCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.gateway.render.ScaleStatus;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.List;
import org.agrona.DirectBuffer;

/** {@code /v1/job/ID/scale}: changes the count of a group, and tells how groups are scaled. */
final class JobScaling {
    private final GatewayContext context;

    JobScaling(final GatewayContext context) {
        this.context = context;
    }

    void handle(final Call call, final String jobId) throws HttpProblem {
        if (call.isMethod("GET")) {
            status(call, jobId);
            return;
        }
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.ScalingRequest");
        final JsonObject target = body.textMap("Target");
        if (!target.text("Job").isEmpty() && !target.text("Job").equals(jobId)) {
            throw new HttpProblem(400, "job ID in payload did not match URL");
        }
        if (!target.text("Namespace").isEmpty() && !target.text("Namespace").equals(call.namespace())) {
            throw new HttpProblem(400, "namespace in payload did not match header");
        }
        if (target.text("Group").isEmpty()) {
            throw new HttpProblem(400, "missing task group name for scaling action");
        }
        final boolean hasCount = body.isSet("Count");
        if (body.flag("Error") && hasCount) {
            throw new HttpProblem(400, "scaling action should not contain count if error is true");
        }
        final long wanted = hasCount ? body.wide("Count") : 0;
        if (wanted < 0) {
            throw new HttpProblem(400, "scaling action count can't be negative");
        }
        final JsonValue meta = body.value("Meta");
        final JobChangeCommands.Scaling scaling = new JobChangeCommands.Scaling(
                target.text("Group"),
                hasCount ? wanted : null,
                body.flag("Error"),
                body.unsigned("JobModifyIndex"),
                body.text("Message"),
                meta == JsonNull.NULL ? new byte[0] : JsonWriter.bytes(meta));
        context.reads()
                .fetch(call, request(QueryKind.JOB, call, jobId), pages -> scale(call, jobId, scaling, jobOf(pages)));
    }

    private void scale(
            final Call call, final String jobId, final JobChangeCommands.Scaling scaling, final List<JobView> jobs)
            throws HttpProblem {
        if (jobs.isEmpty()) {
            throw new HttpProblem(404, "job \"" + jobId + "\" not found");
        }
        if (scaling.count() != null) {
            checkSystem(jobs.get(0).tree().text("Type"), scaling.count());
            for (final JsonObject group : jobs.get(0).tree().objects("TaskGroups")) {
                final JsonObject policy = group.object("Scaling");
                if (group.text("Name").equals(scaling.group()) && policy != null) {
                    checkBounds(policy, scaling.count());
                }
            }
        }
        final DirectBuffer command = JobChangeCommands.scale(call.namespace(), jobId, scaling);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (!reply.isOk()) {
                throw problem(reply, jobId, scaling);
            }
            reply(call, reply);
        });
    }

    private static void reply(final Call call, final Reply reply) {
        final JsonWriter json = call.json().beginObject();
        json.name("EvalCreateIndex").number(reply.evalIndex());
        json.name("EvalID").string(reply.evalId() == null ? "" : reply.evalId().toString());
        json.name("Index").number(reply.index());
        json.name("JobModifyIndex").number(reply.jobModifyIndex());
        json.name("KnownLeader").bool(true);
        json.name("LastContact").number(0);
        json.name("NextToken").string("");
        json.name("Warnings").string("");
        call.index(reply.index()).reply(json.endObject());
    }

    private static HttpProblem problem(final Reply reply, final String jobId, final JobChangeCommands.Scaling scaling) {
        if (reply.code() == ResultCode.JOB_INDEX_CONFLICT) {
            return new HttpProblem(
                    500,
                    "Enforcing job modify index " + scaling.jobModifyIndex()
                            + ": job exists with conflicting job modify index: " + reply.value());
        }
        return switch (reply.code()) {
            case JOB_NOT_FOUND -> new HttpProblem(404, "job \"" + jobId + "\" not found");
            case JOB_GROUP_NOT_FOUND ->
                new HttpProblem(
                        400, "task group \"" + scaling.group() + "\" specified for scaling does not exist in job");
            case JOB_DEPLOYING -> new HttpProblem(400, "job scaling blocked due to active deployment");
            case JOB_COUNT_EXCEEDED -> new HttpProblem(400, tooMany(reply));
            default -> Results.problem(reply);
        };
    }

    /** That a job wants more allocations than one may have. */
    static String tooMany(final Reply reply) {
        return "total count was greater than configured job_max_count: " + reply.value() + " > 50000";
    }

    /** Jobs that run once on every node are on or off. */
    private static void checkSystem(final String type, final long count) throws HttpProblem {
        if ((type.equals("system") || type.equals("sysbatch")) && count > 1) {
            throw new HttpProblem(400, "jobs of type \"" + type + "\" can only be scaled between 0 and 1");
        }
    }

    private static void checkBounds(final JsonObject policy, final long count) throws HttpProblem {
        if (policy.number("Max") < count) {
            throw new HttpProblem(
                    400,
                    "group count was greater than scaling policy maximum: " + count + " > " + policy.number("Max"));
        }
        if (policy.number("Min") > count) {
            throw new HttpProblem(
                    400, "group count was less than scaling policy minimum: " + count + " < " + policy.number("Min"));
        }
    }

    private void status(final Call call, final String jobId) throws HttpProblem {
        final Read read = Read.of(
                request(QueryKind.JOB_SCALING, call, jobId), TableId.JOBS, TableId.ALLOCS, TableId.SCALING_EVENTS);
        context.reads().answer(call, read, pages -> {
            final List<JobView> jobs = jobOf(pages);
            if (jobs.isEmpty()) {
                call.fail(404, "job not found");
                return;
            }
            context.reads().fetch(call, request(QueryKind.JOB_ALLOCS, call, jobId), allocPages -> {
                final List<AllocView> allocs = AllocLists.read(allocPages);
                final JsonWriter json = call.json();
                new ScaleStatus(jobs.get(0), allocs, pages).write(json);
                call.reply(json);
            });
        });
    }

    private static List<JobView> jobOf(final Pages pages) {
        return pages.isFound() ? JobRenderer.read(pages) : List.of();
    }

    private static QueryRequest request(final QueryKind kind, final Call call, final String jobId) {
        return QueryRequest.of(kind).namespace(call.namespace()).key(jobId).withDocuments(kind != QueryKind.JOB_ALLOCS);
    }
}
