package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.ApiSettings;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.EvalMonitor;
import java.util.List;

/** {@code job run}: registers a job and follows what comes of it. */
final class JobRunCommand extends ApiCommand {
    private static final String CONFLICT = "Enforcing job modify index";

    JobRunCommand() {
        super(
                "job run",
                "[options] <path>",
                "Runs a new job or updates an existing job from a job file; a dash reads it from standard input. The command"
                        + " follows the evaluation and the deployment. It exits with 2 when allocations could not be placed.");
        flags.bool("detach", "Returns at once and prints the identifier of the evaluation.")
                .text(
                        "check-index",
                        "index",
                        "Runs the job only when its modify index is this one; 0 means that it must be new.")
                .integer("eval-priority", 0, "The priority of the evaluation instead of the job's.")
                .bool("output", "Prints the job as JSON instead of running it.")
                .bool("policy-override", "Is accepted for compatibility and has no effect.")
                .bool("preserve-counts", "Keeps the counts of task groups that exist already.")
                .bool("preserve-resources", "Keeps the resources of tasks that exist already.")
                .text("consul-namespace", "namespace", "The Consul namespace of the job.")
                .text("vault-namespace", "namespace", "The Vault namespace of the job.")
                .bool("ui", "Is accepted for compatibility and has no effect.")
                .bool("verbose", "Shows whole identifiers.");
        JobSource.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <path>");
        }
        final JobSource source;
        try {
            source = JobSource.read(rest.get(0), flags, ui());
        } catch (final JobFileException e) {
            return fail("Error getting job struct: " + e.getMessage());
        }
        final Doc job = withNamespaces(source.job());
        if (flags.isOn("output")) {
            final JsonObject wrapped = new JsonObject();
            wrapped.put("Job", job.value());
            ui().output(Doc.of(wrapped).pretty());
            return 0;
        }
        final String checkIndex = flags.text("check-index");
        if (!checkIndex.isEmpty() && !isIndex(checkIndex)) {
            return fail("Error parsing check-index value \"" + checkIndex + "\": strconv.ParseUint: parsing \""
                    + checkIndex + "\": invalid syntax");
        }
        return register(api(placeOf(settings(), job)), job, source.submission());
    }

    private int register(final Api target, final Doc job, final Doc submission) throws ApiException {
        final Doc answer;
        try {
            answer = target.put("/v1/jobs", new Query(), request(job, submission));
        } catch (final ApiException e) {
            final int conflict = e.body().indexOf(CONFLICT);
            if (conflict >= 0) {
                ui().error(e.body().substring(conflict));
                return fail("Job not updated");
            }
            return fail("Error submitting job", e);
        }
        if (!answer.text("Warnings").isEmpty()) {
            ui().output(ui().bold("Job Warnings:\n" + answer.text("Warnings")) + "\n");
        }
        final String evalId = answer.text("EvalID");
        final boolean isLater = job.get("Periodic").isObject()
                || job.get("ParameterizedJob").isObject()
                || job.get("Multiregion").isObject();
        if (flags.isOn("detach") || isLater) {
            ui().output("Job registration successful");
            if (job.get("Periodic").isObject() && !job.get("ParameterizedJob").isObject()) {
                final String launch = PeriodicLaunch.describe(target, job);
                if (!launch.isEmpty()) {
                    ui().output("Approximate next launch time: " + launch);
                }
            } else if (!job.get("ParameterizedJob").isObject()) {
                ui().output("Evaluation ID: " + evalId);
            }
            return 0;
        }
        return evalId.isEmpty() ? 0 : new EvalMonitor(target, ui(), flags.isOn("verbose")).follow(evalId);
    }

    private JsonObject request(final Doc job, final Doc submission) {
        final String checkIndex = flags.text("check-index");
        final JsonObject request = new JsonObject();
        request.put("Job", job.value());
        request.put("EnforceIndex", !checkIndex.isEmpty());
        request.put("JobModifyIndex", checkIndex.isEmpty() ? 0L : Long.parseUnsignedLong(checkIndex));
        request.put("PolicyOverride", flags.isOn("policy-override"));
        request.put("PreserveCounts", flags.isOn("preserve-counts"));
        request.put("PreserveResources", flags.isOn("preserve-resources"));
        request.put("EvalPriority", flags.number("eval-priority"));
        request.put("Submission", submission.value());
        return request;
    }

    private Doc withNamespaces(final Doc job) {
        if (!flags.isGiven("consul-namespace") && !flags.isGiven("vault-namespace")) {
            return job;
        }
        final JsonObject fields = job.toObject();
        if (flags.isGiven("consul-namespace")) {
            fields.put("ConsulNamespace", flags.text("consul-namespace"));
        }
        if (flags.isGiven("vault-namespace")) {
            fields.put("VaultNamespace", flags.text("vault-namespace"));
        }
        return Doc.of(fields);
    }

    /** Region and namespace that the job file names beat those of flags and environment. */
    static ApiSettings placeOf(final ApiSettings settings, final Doc job) {
        final String region = job.text("Region");
        final String namespace = job.text("Namespace");
        return new ApiSettings(
                settings.address(),
                region.isEmpty() ? settings.region() : region,
                namespace.isEmpty() ? settings.namespace() : namespace,
                settings.token(),
                settings.basicAuth(),
                settings.tls());
    }

    private static boolean isIndex(final String text) {
        try {
            Long.parseUnsignedLong(text);
            return true;
        } catch (final NumberFormatException e) {
            return false;
        }
    }
}
