package io.drover.tools.cli.job;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code job}. */
public final class JobFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with jobs. A job says what should run, how often and where.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"action", "Run an action of a job"},
            {"allocs", "List the allocations of a job"},
            {"deployments", "List the deployments of a job"},
            {"dispatch", "Start an instance of a parameterized job"},
            {"eval", "Evaluate a job again"},
            {"history", "Show the versions of a job"},
            {"init", "Write an example job file"},
            {"inspect", "Print a job as JSON or as it was submitted"},
            {"periodic force", "Start a periodic job now"},
            {"plan", "Show what a job file would change"},
            {"promote", "Accept the canaries of a job"},
            {"restart", "Restart the allocations of a job"},
            {"revert", "Go back to an older version of a job"},
            {"run", "Run a new job or update an existing job"},
            {"scale", "Change the count of a task group"},
            {"scaling-events", "List the changes of counts"},
            {"schema", "Print a JSON Schema of the job document"},
            {"start", "Start a stopped job again"},
            {"status", "List jobs or show one"},
            {"stop", "Stop a running job"},
            {"tag apply", "Give a version of a job a name"},
            {"tag unset", "Take a name from a version of a job"},
            {"validate", "Check a job file"},
            {"why", "Show where one more allocation could go, and what speaks against it"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "action" -> new JobActionCommand();
            case "allocs" -> new JobAllocsCommand();
            case "deployments" -> new JobDeploymentsCommand();
            case "dispatch" -> new JobDispatchCommand();
            case "eval" -> new JobEvalCommand();
            case "history" -> new JobHistoryCommand();
            case "init" -> new JobInitCommand();
            case "inspect" -> new JobInspectCommand();
            case "periodic force" -> new PeriodicForceCommand();
            case "plan" -> new JobPlanCommand();
            case "promote" -> new JobPromoteCommand();
            case "restart" -> new JobRestartCommand();
            case "revert" -> new JobRevertCommand();
            case "run" -> new JobRunCommand();
            case "scale" -> new JobScaleCommand();
            case "scaling-events" -> new ScalingEventsCommand();
            case "schema" -> new JobSchemaCommand();
            case "start" -> new JobStartCommand();
            case "status" -> new JobStatusCommand();
            case "stop" -> new JobStopCommand();
            case "tag apply" -> new TagApplyCommand();
            case "tag unset" -> new TagUnsetCommand();
            case "validate" -> new JobValidateCommand();
            case "why" -> new JobWhyCommand();
            default -> null;
        };
    }
}
