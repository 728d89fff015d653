package io.drover.gateway.endpoint;

import io.drover.gateway.command.JobChangeCommands;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.reply.ResultCode;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** {@code /v1/job/ID/versions/NAME/tag}: names of versions. */
final class JobTags {
    private static final String VERSIONS = "/versions/";

    private final GatewayContext context;

    JobTags(final GatewayContext context) {
        this.context = context;
    }

    /** What stands before {@code /tag} is the job's id, and the name behind {@code /versions/}. */
    void handle(final Call call, final String rest) throws HttpProblem {
        final int at = rest.lastIndexOf(VERSIONS);
        if (at <= 0 || rest.indexOf('/') != at || rest.indexOf('/', at + VERSIONS.length()) >= 0) {
            throw new HttpProblem(404, "invalid job tag endpoint");
        }
        final String jobId = rest.substring(0, at);
        final String name = rest.substring(at + VERSIONS.length());
        if (call.isMethod("DELETE")) {
            send(call, JobChangeCommands.untag(call.namespace(), jobId, name), reply -> {
                if (reply.code() == ResultCode.JOB_TAG_NOT_FOUND || reply.code() == ResultCode.JOB_NOT_FOUND) {
                    throw new HttpProblem(500, "tag \"" + name + "\" not found on job \"" + jobId + "\"");
                }
                Results.require(reply);
                reply(call, reply, "", "", 0);
            });
            return;
        }
        call.requireMethod("PUT", "POST");
        final RequestBody body = RequestBody.of(call, "api.TagVersionRequest");
        final long version = body.unsigned("Version");
        final boolean isLatest = body.flag("Latest");
        if (isLatest && version > 0) {
            throw new HttpProblem(500, "version must be zero when tagging latest, got: " + version);
        }
        final String description = body.text("Description");
        final DirectBuffer command =
                JobChangeCommands.tag(call.namespace(), jobId, isLatest ? -1 : version, name, description);
        send(call, command, reply -> {
            if (reply.code() == ResultCode.JOB_TAG_EXISTS) {
                throw new HttpProblem(
                        500, "tag \"" + name + "\" already exists on a different version of job \"" + jobId + "\"");
            }
            if (reply.code() == ResultCode.JOB_NOT_FOUND || reply.code() == ResultCode.JOB_VERSION_NOT_FOUND) {
                throw new HttpProblem(500, "job \"" + jobId + "\" version " + version + " not found");
            }
            Results.require(reply);
            reply(call, reply, name, description, TimeUnit.MILLISECONDS.toNanos(reply.timestampMs()));
        });
    }

    private static void reply(
            final Call call, final Reply reply, final String name, final String description, final long taggedTime) {
        final JsonWriter json = call.json().beginObject();
        json.name("Description").string(description);
        json.name("Index").number(reply.index());
        json.name("KnownLeader").bool(false);
        json.name("LastContact").number(0);
        json.name("Name").string(name);
        json.name("NextToken").string("");
        json.name("TaggedTime").number(taggedTime);
        call.reply(json.endObject());
    }

    private void send(final Call call, final DirectBuffer command, final Call.Continuation<Reply> next) {
        call.when(context.core().send(command, 0, command.capacity()), next);
    }
}
