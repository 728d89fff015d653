package io.drover.agent.task;

import io.drover.agent.driver.ExitResult;
import java.util.Map;

/**
 * Makes task events. The types and texts are those of the reference: scripts and dashboards match on them, so none may be
 * reworded. Times are given by the caller, nanoseconds since the epoch.
 */
public final class TaskEvents {
    /** The reason that is left out of the text of a restart. */
    static final String WITHIN_POLICY = "Restart within policy";

    private TaskEvents() {}

    /** The agent knows of the task. */
    public static TaskEvent received(final long nowNs) {
        return TaskEvent.builder("Received", nowNs).display("Task received by client");
    }

    static TaskEvent buildingDirectory(final long nowNs) {
        final String text = "Building Task Directory";
        return TaskEvent.builder("Task Setup", nowNs).message(text).display(text);
    }

    /** The allocation could not be prepared. */
    public static TaskEvent setupFailure(final long nowNs, final String error) {
        return TaskEvent.builder("Setup Failure", nowNs)
                .field("SetupError", error)
                .detail("setup_error", error)
                .failsTask()
                .display(error.isEmpty() ? "Task setup failed" : error);
    }

    static TaskEvent validationFailure(final long nowNs, final String error) {
        return TaskEvent.builder("Failed Validation", nowNs)
                .field("ValidationError", error)
                .detail("validation_error", error)
                .display(error);
    }

    static TaskEvent downloadingArtifacts(final long nowNs) {
        return TaskEvent.builder("Downloading Artifacts", nowNs).display("Client is downloading artifacts");
    }

    static TaskEvent artifactFailure(final long nowNs, final String error) {
        return TaskEvent.builder("Failed Artifact Download", nowNs)
                .field("DownloadError", error)
                .detail("download_error", error)
                .display(error);
    }

    static TaskEvent driverFailure(final long nowNs, final String error) {
        return TaskEvent.builder("Driver Failure", nowNs)
                .field("DriverError", error)
                .detail("driver_error", error)
                .display(error.isEmpty() ? "Failed to start task" : error);
    }

    /** Something around the task failed; the task itself may go on. */
    public static TaskEvent hookFailure(final long nowNs, final String hook, final String error) {
        final String text = hook + ": " + error;
        return TaskEvent.builder("Task hook failed", nowNs).message(text).display(text);
    }

    static TaskEvent started(final long nowNs) {
        return TaskEvent.builder("Started", nowNs).display("Task started by client");
    }

    static TaskEvent terminated(final long nowNs, final ExitResult result) {
        final StringBuilder text = new StringBuilder("Exit Code: ").append(result.exitCode());
        if (result.signal() != 0) {
            text.append(", Signal: ").append(result.signal());
        }
        final TaskEvent.Builder event = TaskEvent.builder("Terminated", nowNs)
                .field("ExitCode", result.exitCode())
                .field("Signal", result.signal())
                .detail("exit_code", Integer.toString(result.exitCode()))
                .detail("signal", Integer.toString(result.signal()))
                .detail("oom_killed", Boolean.toString(result.oomKilled()));
        final String error = result.error();
        if (error != null && !error.isEmpty()) {
            text.append(", Exit Message: \"").append(error).append('"');
            event.messageOnly(error).detail("exit_message", error);
        }
        return event.display(text.toString());
    }

    static TaskEvent restarting(final long nowNs, final long delayNs, final String reason) {
        final String text = "Task restarting in " + GoText.duration(delayNs);
        return TaskEvent.builder("Restarting", nowNs)
                .field("RestartReason", reason)
                .field("StartDelay", delayNs)
                .detail("restart_reason", reason)
                .detail("start_delay", Long.toString(delayNs))
                .display(reason.isEmpty() || reason.equals(WITHIN_POLICY) ? text : reason + " - " + text);
    }

    static TaskEvent notRestarting(final long nowNs, final String reason) {
        return TaskEvent.builder("Not Restarting", nowNs)
                .field("RestartReason", reason)
                .detail("restart_reason", reason)
                .failsTask()
                .display(reason);
    }

    /** Somebody or something asked for a restart. */
    public static TaskEvent restartSignaled(final long nowNs, final String reason) {
        final TaskEvent.Builder event =
                TaskEvent.builder("Restart Signaled", nowNs).field("RestartReason", reason);
        if (!reason.isEmpty()) {
            event.detail("restart_reason", reason);
        }
        return event.display(reason.isEmpty() ? "Task signaled to restart" : reason);
    }

    /** Something that the task uses is another, so it starts again. */
    static TaskEvent restartBecause(final long nowNs, final String reason) {
        return TaskEvent.builder("Restart Signaled", nowNs).display(reason);
    }

    /** Something that the task uses is another, so it gets a signal. */
    static TaskEvent signalingBecause(final long nowNs, final String signal, final String reason) {
        return TaskEvent.builder("Signaling", nowNs)
                .field("TaskSignal", signal)
                .detail("task_signal", signal)
                .display(reason);
    }

    /** Templates wait for something. */
    static TaskEvent templateMissing(final long nowNs, final String missing) {
        return TaskEvent.builder("Template", nowNs).display(missing);
    }

    /** Something around the task has a word to say. */
    static TaskEvent hookMessage(final long nowNs, final String text) {
        return TaskEvent.builder("Task hook message", nowNs).message(text).display(text);
    }

    /** A user sent a signal. */
    public static TaskEvent signaling(final long nowNs, final String signal) {
        return TaskEvent.builder("Signaling", nowNs).detail("signal", signal).display("Task being sent a signal");
    }

    /** The task is about to be ended. */
    public static TaskEvent killing(final long nowNs, final long killTimeoutNs) {
        return TaskEvent.builder("Killing", nowNs)
                .field("KillTimeout", killTimeoutNs)
                .detail("kill_timeout", GoText.duration(killTimeoutNs))
                .display("Sent interrupt. Waiting " + GoText.duration(killTimeoutNs) + " before force killing");
    }

    /** The task is about to be ended because something is wrong with it. */
    public static TaskEvent killingBecause(final long nowNs, final String reason) {
        return TaskEvent.builder("Killing", nowNs).failsTask().display(reason);
    }

    static TaskEvent killed(final long nowNs) {
        return TaskEvent.builder("Killed", nowNs).display("Task successfully killed");
    }

    /** A sibling failed, so this task must end. */
    public static TaskEvent siblingFailed(final long nowNs, final String sibling) {
        return TaskEvent.builder("Sibling Task Failed", nowNs)
                .field("FailedSibling", sibling)
                .detail("failed_sibling", sibling)
                .display("Task's sibling \"" + sibling + "\" failed");
    }

    /** The leader ended, so this task must end. */
    public static TaskEvent leaderDead(final long nowNs) {
        return TaskEvent.builder("Leader Task Dead", nowNs).display("Leader Task in Group dead");
    }

    /** Only sidecars are left. */
    public static TaskEvent mainTasksDead(final long nowNs) {
        return TaskEvent.builder("Main Tasks Dead", nowNs).display("Main tasks in the group died");
    }

    static TaskEvent waitingForShutdownDelay(final long nowNs, final long delayNs) {
        return TaskEvent.builder("Waiting for shutdown delay", nowNs)
                .display("Waiting for shutdown_delay of " + GoText.duration(delayNs) + " before killing the task.");
    }

    static TaskEvent skippingShutdownDelay(final long nowNs, final long delayNs) {
        return TaskEvent.builder("Skipping shutdown delay", nowNs)
                .display("Skipping shutdown_delay of " + GoText.duration(delayNs) + " before killing the task.");
    }

    static TaskEvent failedRestoring(final long nowNs) {
        return TaskEvent.builder("Failed Restoring Task", nowNs)
                .display("failed to restore task; will not run until server is contacted");
    }

    /** The task kept its allocation from becoming healthy. */
    public static TaskEvent allocUnhealthy(final long nowNs, final String reason) {
        return TaskEvent.builder("Alloc Unhealthy", nowNs).message(reason).display(reason);
    }

    static TaskEvent driverMessage(final long nowNs, final String text) {
        return driverMessage(nowNs, text, Map.of());
    }

    /** A driver has something to say about the task. */
    public static TaskEvent driverMessage(final long nowNs, final String text, final Map<String, String> annotations) {
        final TaskEvent.Builder event = TaskEvent.builder("Driver", nowNs).field("DriverMessage", text);
        annotations.forEach(event::detail);
        return event.detail("driver_message", text).display(text);
    }
}
