package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.canonical.JobCanonicalizer;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.validate.ErrorList;
import io.drover.gateway.jobspec.validate.JobValidator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a job as a client sent it through everything that happens before the command that registers it. */
public final class JobAdmission {

    private JobAdmission() {}

    /**
     * The outcome.
     *
     * @param job the job in the stored form, complete; it may be registered only when there is no error
     * @param errors what forbids the registration, in order
     * @param errorText the errors as one text, empty when there are none
     * @param warnings what the author should know, in order
     * @param warningText the warnings as one text, empty when there are none
     */
    public record Result(
            JsonObject job, List<String> errors, String errorText, List<String> warnings, String warningText) {

        /** Tells whether the job may be registered. */
        public boolean isAdmitted() {
            return errors.isEmpty();
        }
    }

    /** Completes and checks a job that {@link io.drover.gateway.jobspec.schema.JobReader} has read. */
    public static Result admit(final JsonObject sent, final ServerSettings settings) {
        // First, because all that follows takes time and memory with the number of groups and tasks.
        final @Nullable String excess = sizeComplaint(sent, settings);
        if (excess != null) {
            return refused(sent, excess);
        }
        final JsonObject job = ServerForm.of(JobCanonicalizer.canonicalize(sent));
        final @Nullable String failure = mutate(job, settings);
        if (failure != null) {
            return refused(job, failure);
        }
        final JobValidator.Result validation = JobValidator.validate(job, settings);
        final ErrorList errors = validation.errors();
        return new Result(job, errors.errors(), errors.toString(), validation.warnings(), validation.warningText());
    }

    private static Result refused(final JsonObject job, final String failure) {
        return new Result(job, List.of(failure), failure, List.of(), "");
    }

    private static @Nullable String sizeComplaint(final JsonObject sent, final ServerSettings settings) {
        final int groups = sent.count("TaskGroups");
        if (groups > settings.maxGroups()) {
            return "job has " + groups + " task groups; at most " + settings.maxGroups() + " are possible";
        }
        int tasks = 0;
        for (final JsonObject group : sent.objects("TaskGroups")) {
            tasks += group.count("Tasks");
        }
        return tasks > settings.maxTasks()
                ? "job has " + tasks + " tasks; at most " + settings.maxTasks() + " are possible"
                : null;
    }

    /**
     * Returns what is wrong with a request to register a job that the server refuses before it looks at the job, or null.
     * The reference answers such requests with the status for bad requests, all other errors of jobs with that for failures.
     */
    public static @Nullable String requestComplaint(final JsonObject sent) {
        if (sent.isNull("ID")) {
            return "Job ID hasn't been provided";
        }
        if (sent.text("Type").equals("system")) {
            for (final JsonObject group : sent.objects("TaskGroups")) {
                if (!group.isNull("Scaling")) {
                    return "Task groups with job type system do not support scaling blocks";
                }
            }
        }
        return null;
    }

    /** Returns the stored form of a job with the defaults of clients and server, without anything that is implied. */
    public static JsonObject storedForm(final JsonObject sent, final ServerSettings settings) {
        final JsonObject job = ServerForm.of(JobCanonicalizer.canonicalize(sent));
        ServerDefaults.apply(job, settings);
        return job;
    }

    private static @Nullable String mutate(final JsonObject job, final ServerSettings settings) {
        ServerDefaults.apply(job, settings);
        ClusterDefaults.apply(job);
        try {
            ConnectTasks.apply(job);
        } catch (final AdmissionException failure) {
            return "error in job mutator connect: " + failure.getMessage();
        }
        try {
            ExposePaths.apply(job);
        } catch (final AdmissionException failure) {
            return "error in job mutator expose-check: " + failure.getMessage();
        }
        ImplicitConstraints.apply(job);
        if (job.text("NodePool").isEmpty()) {
            job.put("NodePool", "default");
        }
        ImplicitIdentities.apply(job);
        return null;
    }
}
