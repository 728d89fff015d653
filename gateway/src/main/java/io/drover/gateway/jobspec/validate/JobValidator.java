package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs all checks on a job in the stored form, in the order in which their errors are shown. */
public final class JobValidator {

    private final JsonObject job;
    private final ServerSettings settings;
    private final ErrorList errors = new ErrorList();
    private final List<String> warnings = new ArrayList<>();

    private JobValidator(final JsonObject job, final ServerSettings settings) {
        this.job = job;
        this.settings = settings;
    }

    /**
     * The outcome.
     *
     * @param errors what forbids the registration
     * @param warnings what the author should know
     */
    public record Result(ErrorList errors, List<String> warnings) {

        /** Returns the warnings as one text, empty when there are none. */
        public String warningText() {
            return JobWarnings.text(warnings);
        }
    }

    /** Checks a job. */
    public static Result validate(final JsonObject job, final ServerSettings settings) {
        final JobValidator validator = new JobValidator(job, settings);
        validator.run();
        return new Result(validator.errors, List.copyOf(validator.warnings));
    }

    private void run() {
        first(ConnectRules.connectComplaint(job));
        first(ConnectRules.exposeComplaint(job));
        first(IntegrationRules.vaultComplaint(job, settings));
        first(IntegrationRules.consulComplaint(job));
        first(IntegrationRules.namespaceComplaint(job, settings));
        final String pool = job.text("NodePool");
        if (!settings.hasNodePool(pool)) {
            errors.add("job " + Quoted.of(job.text("ID")) + " is in nonexistent node pool " + Quoted.of(pool));
        }
        errors.addAll(JobRules.check(job));
        warnings.addAll(JobWarnings.of(job));
        limits();
        memoryWarnings();
        first(IntegrationRules.enterpriseComplaint(job));
    }

    private void first(final @Nullable String complaint) {
        if (complaint != null) {
            errors.add(complaint);
        }
    }

    private void limits() {
        if (job.text("Type").equals("core")) {
            errors.add("job type cannot be core");
        }
        if (!job.text("Payload").isEmpty()) {
            errors.add("job can't be submitted with a payload, only dispatched");
        }
        final long priority = job.number("Priority");
        if (priority < 1 || priority > settings.maxPriority()) {
            errors.add("job priority must be between [1, " + settings.maxPriority() + "]");
        }
        long totalCount = 0;
        for (final JsonObject group : job.objects("TaskGroups")) {
            totalCount += group.number("Count");
            for (final JsonObject task : group.objects("Tasks")) {
                if (task.isNull("Vault")) {
                    for (final JsonObject identity : task.objects("Identities")) {
                        if (identity.text("Name").startsWith("vault_")) {
                            warnings.add("Task " + task.text("Name") + " has an identity called "
                                    + identity.text("Name") + " but no vault block");
                        }
                    }
                }
            }
        }
        if (settings.maxCount() > 0 && totalCount > settings.maxCount()) {
            errors.add("total count was greater than configured job_max_count: " + totalCount + " > "
                    + settings.maxCount());
        }
    }

    private void memoryWarnings() {
        if (settings.allowsMemoryOversubscription(job.text("NodePool"))) {
            return;
        }
        for (final JsonObject group : job.objects("TaskGroups")) {
            for (final JsonObject task : group.objects("Tasks")) {
                final JsonObject resources = task.object("Resources");
                if (resources != null && resources.number("MemoryMaxMB") != 0) {
                    warnings.add("Memory oversubscription is not enabled; Task \"" + group.text("Name") + "."
                            + task.text("Name") + "\" memory_max value will be ignored. Update the Scheduler"
                            + " Configuration to allow oversubscription.");
                }
            }
        }
    }
}
