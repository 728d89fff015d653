package io.drover.gateway.endpoint;

import io.drover.gateway.command.JobChangeCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** {@code /v1/job/ID/dispatch}, the same with a bare payload, and {@code /v1/job/ID/periodic/force}: children of jobs. */
final class JobDispatches {
    private static final int PAYLOAD_MAX = 16_384;
    private static final int PRIORITY_MAX = 100;

    private final GatewayContext context;

    JobDispatches(final GatewayContext context) {
        this.context = context;
    }

    void dispatch(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.JobDispatchRequest");
        if (!body.text("JobID").isEmpty() && !body.text("JobID").equals(jobId)) {
            throw new HttpProblem(400, "Job ID does not match");
        }
        final TreeMap<String, String> meta = new TreeMap<>();
        final JsonObject given = body.textMap("Meta");
        given.names().forEach(name -> meta.put(name, given.text(name)));
        final long priority = body.number("Priority");
        if (priority < 0 || priority > PRIORITY_MAX) {
            throw new HttpProblem(500, "dispatch job priority must be between [1, " + PRIORITY_MAX + "]");
        }
        dispatch(
                call,
                jobId,
                new JobChangeCommands.Dispatch(
                        payload(body), meta, body.text("IdPrefixTemplate"), token(call), (int) priority));
    }

    /** The body is the payload. */
    void dispatchPayload(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        dispatch(call, jobId, new JobChangeCommands.Dispatch(call.body(), new TreeMap<>(), "", token(call), 0));
    }

    void force(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        send(call, JobChangeCommands.force(call.namespace(), jobId), reply -> {
            if (reply.code() == ResultCode.JOB_NOT_PERIODIC) {
                throw new HttpProblem(500, "can't force launch non-periodic job");
            }
            if (reply.code() == ResultCode.JOB_NOT_TRACKED) {
                throw new HttpProblem(
                        500,
                        "force launch for job \"" + jobId + "\" failed: can't force run non-tracked job \"" + jobId
                                + "\" (" + call.namespace() + ")");
            }
            Results.require(reply);
            final JsonWriter json = call.json().beginObject();
            json.name("EvalCreateIndex").number(reply.evalIndex());
            json.name("EvalID").string(evalId(reply));
            json.name("Index").number(reply.evalIndex());
            call.index(reply.evalIndex()).reply(json.endObject());
        });
    }

    private static String token(final Call call) {
        return call.param("idempotency_token");
    }

    private static byte[] payload(final RequestBody body) throws HttpProblem {
        final JsonValue value = body.value("Payload");
        if (!body.isSet("Payload")) {
            return new byte[0];
        }
        if (!(value instanceof JsonString text)) {
            throw new HttpProblem(
                    400,
                    "json: cannot unmarshal " + value.kind()
                            + " into Go struct field JobDispatchRequest.Payload of type []uint8");
        }
        try {
            return Base64.getDecoder().decode(text.value());
        } catch (final IllegalArgumentException ex) {
            throw new HttpProblem(400, "illegal base64 data at input byte " + firstForeign(text.value()));
        }
    }

    private static int firstForeign(final String text) {
        int at = 0;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+/=".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private void dispatch(final Call call, final String jobId, final JobChangeCommands.Dispatch dispatch) {
        final QueryRequest current = QueryRequest.of(QueryKind.JOB)
                .namespace(call.namespace())
                .key(jobId)
                .withDocuments(true);
        context.reads().fetch(call, current, pages -> {
            final List<JobView> jobs = pages.isFound() ? JobRenderer.read(pages) : List.of();
            if (jobs.isEmpty()) {
                throw new HttpProblem(500, "parameterized job not found");
            }
            check(jobs.get(0), jobId, dispatch);
            send(call, JobChangeCommands.dispatch(call.namespace(), jobId, dispatch), reply -> {
                require(reply, jobId);
                final long index = reply.evalId() == null ? reply.index() : reply.evalIndex();
                final JsonWriter json = call.json().beginObject();
                json.name("DispatchedJobID").string(reply.detail());
                json.name("EvalCreateIndex").number(reply.evalIndex());
                json.name("EvalID").string(evalId(reply));
                json.name("Index").number(index);
                json.name("JobCreateIndex").number(reply.value());
                call.index(index).reply(json.endObject());
            });
        });
    }

    private static void require(final Reply reply, final String jobId) throws HttpProblem {
        switch (reply.code()) {
            case JOB_NOT_FOUND -> throw new HttpProblem(500, "parameterized job not found");
            case JOB_NOT_PARAMETERIZED -> throw notParameterized(jobId);
            case JOB_STOPPED -> throw stopped(jobId);
            default -> Results.require(reply);
        }
    }

    private static void check(final JobView job, final String jobId, final JobChangeCommands.Dispatch dispatch)
            throws HttpProblem {
        final JsonObject rules = job.tree().object("ParameterizedJob");
        if (!job.isParameterized() || rules == null) {
            throw notParameterized(jobId);
        }
        if (job.isStopped()) {
            throw stopped(jobId);
        }
        final boolean hasPayload = dispatch.payload().length > 0;
        if (rules.text("Payload").equals("required") && !hasPayload) {
            throw new HttpProblem(500, "Payload is not provided but required by parameterized job");
        }
        if (rules.text("Payload").equals("forbidden") && hasPayload) {
            throw new HttpProblem(500, "Payload provided but forbidden by parameterized job");
        }
        if (dispatch.payload().length > PAYLOAD_MAX) {
            throw new HttpProblem(
                    500, "Payload exceeds maximum size; " + dispatch.payload().length + " > " + PAYLOAD_MAX);
        }
        final Set<String> required = texts(rules.array("MetaRequired"));
        final Set<String> foreign = new TreeSet<>(dispatch.meta().keySet());
        foreign.removeAll(required);
        foreign.removeAll(texts(rules.array("MetaOptional")));
        if (!foreign.isEmpty()) {
            throw new HttpProblem(
                    500, "Dispatch request included unpermitted metadata keys: [" + String.join(" ", foreign) + "]");
        }
        required.removeAll(dispatch.meta().keySet());
        if (!required.isEmpty()) {
            throw new HttpProblem(
                    500, "Dispatch did not provide required meta keys: [" + String.join(" ", required) + "]");
        }
    }

    private static Set<String> texts(final @Nullable JsonArray array) {
        final Set<String> texts = new TreeSet<>();
        if (array != null) {
            for (final JsonValue value : array) {
                if (value instanceof JsonString text) {
                    texts.add(text.value());
                }
            }
        }
        return texts;
    }

    private static HttpProblem notParameterized(final String jobId) {
        return new HttpProblem(500, "Specified job \"" + jobId + "\" is not a parameterized job");
    }

    private static HttpProblem stopped(final String jobId) {
        return new HttpProblem(500, "Specified job \"" + jobId + "\" is stopped");
    }

    private static String evalId(final Reply reply) {
        return reply.evalId() == null ? "" : reply.evalId().toString();
    }

    private void send(final Call call, final DirectBuffer command, final Call.Continuation<Reply> next) {
        call.when(context.core().send(command, 0, command.capacity()), next);
    }
}
