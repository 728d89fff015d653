package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.command.JobCommands;
import io.drover.gateway.compile.CompiledJob;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.JobReadException;
import io.drover.gateway.jobspec.schema.JobReader;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.common.JobType;
import io.drover.sbe.query.QueryKind;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Registers jobs: reads, completes, checks and compiles them, large ones on a worker thread, then sends the command. */
final class JobRegistrar {
    private static final String TYPE = "api.JobRegisterRequest";

    private final GatewayContext context;

    JobRegistrar(final GatewayContext context) {
        this.context = context;
    }

    /** Registers the job of the call's body; the id of the path, if not empty, must be its. */
    void register(final Call call, final String pathId) {
        call.compute(ignored -> {
            final RequestBody body = RequestBody.of(call, TYPE);
            final JsonObject job = readJob(body.value("Job"), "JobRegisterRequest");
            if (job.text("ID").isEmpty()) {
                throw new HttpProblem(400, "Job ID hasn't been provided");
            }
            if (!pathId.isEmpty() && !pathId.equals(job.text("ID"))) {
                throw new HttpProblem(400, "Job ID does not match name");
            }
            checkRegion(call, body.text("Region"));
            final JobCommands.Terms terms = terms(body);
            final RequestBody submission = body.object("Submission", "api.JobSubmission");
            final boolean hasSubmission = body.isSet("Submission");
            final JsonObject source = new JsonObject();
            if (hasSubmission) {
                source.put("Format", submission.text("Format"))
                        .put("Source", submission.text("Source"))
                        .put(
                                "VariableFlags",
                                submission.isSet("VariableFlags") ? submission.textMap("VariableFlags") : JsonNull.NULL)
                        .put("Variables", submission.text("Variables"));
            }
            job.put("Namespace", namespaceOf(call, job));
            JobAccess.requireSubmission(call.authority(), job, "register-job");
            final JsonObject submitted = hasSubmission ? source : null;
            if (body.flag("PreserveResources")) {
                keeping(call, job, () -> admit(call, job, admitted -> send(call, admitted, terms, submitted)));
            } else {
                admit(call, job, admitted -> send(call, admitted, terms, submitted));
            }
        });
    }

    /** Gives tasks that are there already the resources that they have. */
    private void keeping(final Call call, final JsonObject job, final Runnable next) {
        final QueryRequest current = QueryRequest.of(QueryKind.JOB)
                .namespace(job.text("Namespace"))
                .key(job.text("ID"))
                .withDocuments(true);
        context.reads().fetch(call, current, pages -> {
            for (final JobView stored : pages.isFound() ? JobRenderer.read(pages) : List.<JobView>of()) {
                Preserved.apply(job, stored.tree());
            }
            next.run();
        });
    }

    /** Completes and checks a job with the settings of the moment. */
    void admit(final Call call, final JsonObject job, final Call.Continuation<JobAdmission.Result> next) {
        final var settings = context.settings().forJob(job.text("Namespace"), job.text("NodePool"));
        if (settings.isDone() && !settings.isCompletedExceptionally()) {
            call.compute(ignored -> next.accept(JobAdmission.admit(job, settings.join())));
        } else {
            call.when(settings, known -> call.compute(ignored -> next.accept(JobAdmission.admit(job, known))));
        }
    }

    /** The job of a request, every field there. */
    static JsonObject readJob(final JsonValue value, final String requestType) throws HttpProblem {
        if (value == JsonNull.NULL) {
            throw new HttpProblem(400, "Job must be specified");
        }
        try {
            return JobReader.read(value, requestType, "Job");
        } catch (final JobReadException ex) {
            throw new HttpProblem(400, String.valueOf(ex.getMessage()));
        }
    }

    /** The namespace that the request names; else the job's; else the default. */
    static String namespaceOf(final Call call, final JsonObject job) {
        final String asked = call.param("namespace");
        if (!asked.isEmpty()) {
            return asked;
        }
        return job.text("Namespace").isEmpty() ? "default" : job.text("Namespace");
    }

    /** Refuses requests that name another region. */
    void checkRegion(final Call call, final String ofBody) throws HttpProblem {
        final String asked = call.param("region").isEmpty() ? ofBody : call.param("region");
        if (!asked.isEmpty() && !asked.equals(context.agent().region())) {
            throw new HttpProblem(500, "No path to region");
        }
    }

    /** The command that registers a job which was admitted. */
    static DirectBuffer command(final JsonObject job, final JobCommands.Terms terms, final byte[] submission) {
        final boolean isParameterized = job.object("ParameterizedJob") != null && !job.flag("Dispatched");
        return JobCommands.register(
                job.text("Namespace"),
                job.text("ID"),
                CompiledJob.of(job),
                job.object("Periodic") != null,
                isParameterized,
                terms,
                submission);
    }

    /** Answers with what the registration did. */
    static void reply(final Call call, final Reply reply, final String warnings) {
        final long index = Math.max(reply.evalIndex(), reply.jobModifyIndex());
        final JsonWriter json = call.json().beginObject();
        json.name("EvalCreateIndex").number(reply.evalIndex());
        json.name("EvalID").string(reply.evalId() == null ? "" : reply.evalId().toString());
        json.name("Index").number(index);
        json.name("JobModifyIndex").number(reply.jobModifyIndex());
        json.name("KnownLeader").bool(false);
        json.name("LastContact").number(0);
        json.name("NextToken").string("");
        json.name("Warnings").string(warnings);
        call.index(index).reply(json.endObject());
    }

    /** A rejected registration as an error. */
    static HttpProblem problem(final Reply reply, final long expectedIndex, final JsonObject job) {
        final String enforcing = "Enforcing job modify index " + expectedIndex + ": ";
        final String text = switch (reply.code()) {
            case JOB_INDEX_EXISTS -> enforcing + "job already exists";
            case JOB_INDEX_CONFLICT -> enforcing + "job exists with conflicting job modify index: " + reply.value();
            case JOB_INDEX_MISSING -> enforcing + "job does not exist";
            case JOB_TYPE_CHANGED ->
                "cannot update job from type \"" + typeName(reply.value()) + "\" to \"" + job.text("Type") + "\"";
            case JOB_COUNT_EXCEEDED -> JobScaling.tooMany(reply);
            default -> "";
        };
        return text.isEmpty() ? Results.problem(reply) : new HttpProblem(500, text);
    }

    private void send(
            final Call call,
            final JobAdmission.Result admitted,
            final JobCommands.Terms terms,
            final @Nullable JsonObject submission)
            throws HttpProblem {
        if (!admitted.isAdmitted()) {
            throw new HttpProblem(500, admitted.errorText());
        }
        if (admitted.job().text("Type").equals("system")
                && admitted.job().objects("TaskGroups").stream().anyMatch(group -> group.object("Scaling") != null)) {
            throw new HttpProblem(400, "Task groups with job type system do not support scaling blocks");
        }
        byte[] source = {};
        String warnings = admitted.warningText();
        if (submission != null) {
            final int length = submission.text("Source").length();
            final long longest = context.agent().jobMaxSourceLength();
            if (length > longest) {
                warnings = Warnings.add(warnings, Warnings.sourceTooLarge(length, longest));
            } else {
                source = JsonWriter.bytes(submission);
            }
        }
        final JsonObject job = stamped(call, admitted.job());
        final DirectBuffer command = command(job, terms, source);
        final String text = warnings;
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (!reply.isOk()) {
                throw problem(reply, terms.jobModifyIndex(), job);
            }
            reply(call, reply, text);
        });
    }

    /** The job with the token it comes with: a change of it is a change of the job. */
    static JsonObject stamped(final Call call, final JsonObject job) {
        final AclEntry token = call.caller().token();
        return token == null ? job : job.put("NomadTokenID", token.key());
    }

    private static JobCommands.Terms terms(final RequestBody body) throws HttpProblem {
        final int evalPriority = (int) body.number("EvalPriority");
        if (evalPriority != 0 && (evalPriority < 1 || evalPriority > 100)) {
            throw new HttpProblem(400, "Eval priority must be between 1 and 100 inclusively");
        }
        return new JobCommands.Terms(
                body.flag("EnforceIndex"), body.unsigned("JobModifyIndex"), evalPriority, body.flag("PreserveCounts"));
    }

    private static String typeName(final long code) {
        return JobType.get((short) code).name().toLowerCase(Locale.ROOT);
    }
}
