package io.drover.gateway.endpoint;

import io.drover.gateway.command.JobCommands;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import io.drover.sbe.snapshot.JobSubmissionRowDecoder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.agrona.DirectBuffer;

/** Changes of one job other than its registration. */
final class JobWrites {
    private final GatewayContext context;
    private final JobRegistrar registrar;

    JobWrites(final GatewayContext context, final JobRegistrar registrar) {
        this.context = context;
        this.registrar = registrar;
    }

    void deregister(final Call call, final String jobId) throws HttpProblem {
        final boolean purge = call.flag("purge");
        call.flag("global");
        final int evalPriority = evalPriority(call.param("eval_priority"));
        // Clients know this text as the reference misspells it.
        final boolean noShutdownDelay = noShutdownDelay(call);
        registrar.checkRegion(call, "");
        final DirectBuffer command =
                JobCommands.deregister(call.namespace(), jobId, purge, noShutdownDelay, evalPriority);
        send(call, command, reply -> {
            final boolean isUnknown = reply.code() == ResultCode.JOB_NOT_FOUND;
            if (!isUnknown) {
                Results.require(reply);
            }
            final long index = isUnknown ? 0 : Math.max(reply.evalIndex(), reply.jobModifyIndex());
            final JsonWriter json = call.json().beginObject();
            json.name("EvalCreateIndex").number(isUnknown ? 0 : reply.evalIndex());
            json.name("EvalID").string(evalId(reply));
            json.name("Index").number(index);
            json.name("JobModifyIndex").number(index);
            json.name("KnownLeader").bool(false);
            json.name("LastContact").number(0);
            json.name("NextToken").string("");
            json.name("VolumeEvalID").string("");
            json.name("VolumeEvalIndex").number(0);
            call.index(index).reply(json.endObject());
        });
    }

    void evaluate(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.ofOptional(call, "api.JobEvaluateRequest");
        if (call.body().length > 0) {
            if (body.text("JobID").isEmpty()) {
                throw new HttpProblem(400, "Job ID must be specified");
            }
            if (!body.text("JobID").equals(jobId)) {
                throw new HttpProblem(400, "JobID not same as job name");
            }
        }
        final boolean force = body.object("EvalOptions", "api.EvalOptions").flag("ForceReschedule");
        send(call, JobCommands.evaluate(call.namespace(), jobId, force), reply -> {
            Results.require(reply);
            JobRegistrar.reply(call, reply, "");
        });
    }

    void stable(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.JobStabilityRequest");
        requireSameJob(body, jobId);
        final long version = body.unsigned("JobVersion");
        send(call, JobCommands.stability(call.namespace(), jobId, version, body.flag("Stable")), reply -> {
            if (reply.code() == ResultCode.JOB_NOT_FOUND || reply.code() == ResultCode.JOB_VERSION_NOT_FOUND) {
                throw versionNotFound(call, jobId, version);
            }
            Results.require(reply);
            call.index(reply.index())
                    .reply(call.json()
                            .beginObject()
                            .name("Index")
                            .number(reply.index())
                            .endObject());
        });
    }

    /** Registers an earlier version again. */
    void revert(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.JobRevertRequest");
        requireSameJob(body, jobId);
        final long version = body.unsigned("JobVersion");
        final JsonValue enforced = body.value("EnforcePriorVersion");
        context.reads().fetch(call, versionsOf(call, jobId), pages -> {
            final List<JobView> versions = JobRenderer.read(pages);
            if (versions.isEmpty()) {
                throw new HttpProblem(500, "job \"" + jobId + "\" not found");
            }
            final JobView current = versions.get(0);
            if (enforced instanceof JsonNumber number && number.longValue() != current.version()) {
                throw new HttpProblem(
                        500,
                        "Current job has version " + current.version() + "; enforcing version " + number.longValue());
            }
            if (version == current.version()) {
                throw new HttpProblem(500, "can't revert to current version");
            }
            final JobView target = versions.stream()
                    .filter(each -> each.version() == version)
                    .findFirst()
                    .orElseThrow(() -> versionNotFound(call, jobId, version));
            registerAgain(call, jobId, version, target.tree(), current.jobModifyIndex());
        });
    }

    /** Sends a stored document as a new registration, unless the job was changed meanwhile. */
    private void registerAgain(
            final Call call, final String jobId, final long version, final JsonObject job, final long jobModifyIndex) {
        call.when(
                context.core().query(submissionOf(call, jobId, version)),
                page -> call.offload(ignored -> {
                    final byte[] submission = submission(page);
                    job.put("Stop", false);
                    final JobCommands.Terms terms = new JobCommands.Terms(true, jobModifyIndex, 0, false);
                    send(call, JobRegistrar.command(job, terms, submission), reply -> {
                        if (!reply.isOk()) {
                            throw JobRegistrar.problem(reply, jobModifyIndex, job);
                        }
                        if (version >= 0) {
                            // A revert answers with the headers of a read, of which none was made.
                            call.unreadHeaders();
                        }
                        JobRegistrar.reply(call, reply, "");
                    });
                }));
    }

    private static QueryRequest submissionOf(final Call call, final String jobId, final long version) {
        return QueryRequest.of(QueryKind.JOB_SUBMISSION)
                .namespace(call.namespace())
                .key(jobId)
                .version(version);
    }

    private static byte[] submission(final Page page) {
        final ByteArrayOutputStream submission = new ByteArrayOutputStream();
        page.forEach((header, rows, offset) -> {
            final JobSubmissionRowDecoder row = new JobSubmissionRowDecoder()
                    .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            row.skipNamespace();
            row.skipJobId();
            final byte[] bytes = new byte[row.submissionLength()];
            row.getSubmission(bytes, 0, bytes.length);
            submission.writeBytes(bytes);
        });
        return submission.toByteArray();
    }

    private void send(final Call call, final DirectBuffer command, final Call.Continuation<Reply> next) {
        call.when(context.core().send(command, 0, command.capacity()), next);
    }

    private static QueryRequest versionsOf(final Call call, final String jobId) {
        return QueryRequest.of(QueryKind.JOB_VERSIONS)
                .namespace(call.namespace())
                .key(jobId)
                .withDocuments(true);
    }

    private static void requireSameJob(final RequestBody body, final String jobId) throws HttpProblem {
        if (body.text("JobID").isEmpty()) {
            throw new HttpProblem(400, "JobID must be specified");
        }
        if (!body.text("JobID").equals(jobId)) {
            throw new HttpProblem(400, "Job ID does not match");
        }
    }

    private static HttpProblem versionNotFound(final Call call, final String jobId, final long version) {
        return new HttpProblem(
                500,
                "job \"" + jobId + "\" in namespace \"" + call.namespace() + "\" at version " + version + " not found");
    }

    private static String evalId(final Reply reply) {
        return reply.evalId() == null ? "" : reply.evalId().toString();
    }

    private static boolean noShutdownDelay(final Call call) throws HttpProblem {
        try {
            return call.flag("no_shutdown_delay");
        } catch (final HttpProblem ex) {
            throw new HttpProblem(ex.status(), ex.text().replace("\"no_shutdown_delay\"", "\"no_shutdown_delay\"q"));
        }
    }

    private static int evalPriority(final String text) throws HttpProblem {
        if (text.isEmpty()) {
            return 0;
        }
        final int priority;
        try {
            priority = Integer.parseInt(text);
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(
                    500,
                    "Failed to parse value of \"eval_priority\" (" + text + ") as a int: strconv.Atoi: parsing \""
                            + text + "\": invalid syntax");
        }
        if (priority < 1 || priority > 100) {
            throw new HttpProblem(400, "Eval priority must be between 1 and 100 inclusively");
        }
        return priority;
    }
}
