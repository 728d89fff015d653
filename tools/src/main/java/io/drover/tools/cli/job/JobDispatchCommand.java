package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.http.Watch;
import io.drover.tools.cli.show.EvalMonitor;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.KeyValues;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code job dispatch}. */
final class JobDispatchCommand extends ApiCommand {
    private static final int FAILED = 2;

    JobDispatchCommand() {
        super(
                "job dispatch",
                "[options] <parameterized job> [input source]",
                "Starts an instance of a parameterized job. The input source is a file with the payload, or a dash for standard"
                        + " input.");
        flags.list("meta", "key>=<value", "Metadata of the instance. May be given several times.")
                .bool("detach", "Returns at once instead of following the evaluation.")
                .bool("wait", "Waits until the instance has ended.")
                .text("idempotency-token", "token", "Starts no second instance with the same token.")
                .text("id-prefix-template", "prefix", "A prefix for the instance's identifier.")
                .integer("priority", 0, "The priority of the instance instead of the job's.")
                .bool("ui", "Is accepted for compatibility and has no effect.")
                .bool("verbose", "Shows whole identifiers.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty() || rest.size() > 2) {
            return usageError("This command takes one or two argument: <parameterized job> [input source]");
        }
        final JsonObject meta = new JsonObject();
        for (final String pair : flags.list("meta")) {
            final int equals = pair.indexOf('=');
            if (equals < 0) {
                return fail("Error parsing meta value: " + pair);
            }
            meta.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        final byte @Nullable [] payload;
        try {
            payload = rest.size() == 2 ? Sources.readBytes(rest.get(1), ui()) : null;
        } catch (final IOException e) {
            return fail("Error reading input data: open " + rest.get(1) + ": " + e.getMessage());
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.PARAMETERIZED);
        final Doc answer;
        try {
            final Query query = Jobs.in(job).with("idempotency_token", flags.text("idempotency-token"));
            answer = api().put(Jobs.path(job, "/dispatch"), query, request(job, payload, meta));
        } catch (final ApiException e) {
            return fail("Failed to dispatch job", e);
        }
        return show(job, answer);
    }

    private JsonObject request(final Doc job, final byte @Nullable [] payload, final JsonObject meta) {
        final JsonObject request = new JsonObject();
        request.put("JobID", job.text("ID"));
        if (payload != null) {
            request.put("Payload", Base64.getEncoder().encodeToString(payload));
        }
        request.put("Meta", meta);
        request.put("IdPrefixTemplate", flags.text("id-prefix-template"));
        if (flags.isGiven("priority")) {
            request.put("Priority", flags.number("priority"));
        }
        return request;
    }

    private int show(final Doc job, final Doc answer) throws ApiException {
        final String evalId = answer.text("EvalID");
        final KeyValues facts = new KeyValues().add("Dispatched Job ID", answer.text("DispatchedJobID"));
        facts.addUnlessEmpty("Evaluation ID", Ids.of(evalId, flags.isOn("verbose")));
        ui().output(facts.toString());
        if (flags.isOn("detach") || evalId.isEmpty()) {
            return 0;
        }
        ui().output("");
        final Api target = new Api(Jobs.settings(settings(), job));
        final int exit = new EvalMonitor(target, ui(), flags.isOn("verbose")).follow(evalId);
        return exit == 0 && flags.isOn("wait") ? waitForEnd(target, answer.text("DispatchedJobID")) : exit;
    }

    private int waitForEnd(final Api target, final String jobId) throws ApiException {
        final Watch dispatched = new Watch(target, Jobs.path(jobId, ""), "30s");
        Doc job = dispatched.next();
        while (!job.text("Status").equals("dead")) {
            job = dispatched.next();
        }
        final Doc summary = target.get(Jobs.path(jobId, "/summary")).get("Summary");
        for (final Doc group : summary.fields().values()) {
            if (group.number("Failed") > 0 || group.number("Lost") > 0) {
                return FAILED;
            }
        }
        return 0;
    }
}
