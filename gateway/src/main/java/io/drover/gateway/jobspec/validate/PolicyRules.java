package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.Set;

/** Rules of update, restart, migrate and disconnect policies. */
final class PolicyRules {

    private static final long MIN_RESTART_INTERVAL_NS = 5_000_000_000L;

    private PolicyRules() {}

    static ErrorList update(final JsonObject update) {
        final ErrorList errors = new ErrorList();
        final String healthCheck = update.text("HealthCheck");
        if (!Set.of("checks", "task_states", "manual").contains(healthCheck)) {
            errors.add("Invalid health check given: " + Quoted.of(healthCheck));
        }
        if (update.number("MaxParallel") < 0) {
            errors.add("Max parallel can not be less than zero: " + update.number("MaxParallel") + " < 0");
        }
        if (update.number("Canary") < 0) {
            errors.add("Canary count can not be less than zero: " + update.number("Canary") + " < 0");
        }
        if (update.number("Canary") == 0 && update.flag("AutoPromote")) {
            errors.add("Auto Promote requires a Canary count greater than zero");
        }
        final long minHealthy = update.number("MinHealthyTime");
        final long healthy = update.number("HealthyDeadline");
        final long progress = update.number("ProgressDeadline");
        if (minHealthy < 0) {
            errors.add("Minimum healthy time may not be less than zero: " + GoDuration.format(minHealthy));
        }
        if (healthy <= 0) {
            errors.add("Healthy deadline must be greater than zero: " + GoDuration.format(healthy));
        }
        if (progress < 0) {
            errors.add("Progress deadline must be zero or greater: " + GoDuration.format(progress));
        }
        if (minHealthy >= healthy) {
            errors.add("Minimum healthy time must be less than healthy deadline: " + GoDuration.format(minHealthy)
                    + " > " + GoDuration.format(healthy));
        }
        if (progress != 0 && healthy >= progress) {
            errors.add("Healthy deadline must be less than progress deadline: " + GoDuration.format(healthy) + " > "
                    + GoDuration.format(progress));
        }
        if (update.number("Stagger") <= 0) {
            errors.add("Stagger must be greater than zero: " + GoDuration.format(update.number("Stagger")));
        }
        return errors;
    }

    static ErrorList restart(final JsonObject restart) {
        final ErrorList errors = new ErrorList();
        final String mode = restart.text("Mode");
        final long attempts = restart.number("Attempts");
        final long interval = restart.number("Interval");
        final long delay = restart.number("Delay");
        if (!mode.equals("delay") && !mode.equals("fail")) {
            errors.add("Unsupported restart mode: " + Quoted.of(mode));
        }
        if (attempts == 0 && !mode.equals("fail")) {
            errors.add("Restart policy " + Quoted.of(mode) + " with " + attempts + " attempts is ambiguous");
        }
        if (interval < MIN_RESTART_INTERVAL_NS) {
            errors.add("Interval can not be less than " + GoDuration.format(MIN_RESTART_INTERVAL_NS) + " (got "
                    + GoDuration.format(interval) + ")");
        }
        if (saturatedProduct(attempts, delay) > interval) {
            errors.add("Nomad can't restart the TaskGroup " + attempts + " times in an interval of "
                    + GoDuration.format(interval) + " with a delay of " + GoDuration.format(delay));
        }
        return errors;
    }

    private static long saturatedProduct(final long left, final long right) {
        final long high = Math.multiplyHigh(left, right);
        final long low = left * right;
        return (high == 0 && low >= 0) || (high == -1 && low < 0) ? low : Long.MAX_VALUE;
    }

    static ErrorList migrate(final JsonObject migrate) {
        final ErrorList errors = new ErrorList();
        final long maxParallel = migrate.number("MaxParallel");
        if (maxParallel < 0) {
            errors.add("MaxParallel must be >= 0 but found " + maxParallel);
        }
        final String healthCheck = migrate.text("HealthCheck");
        if (healthCheck.isEmpty()) {
            if (maxParallel > 0) {
                errors.add("Missing HealthCheck");
            }
        } else if (!healthCheck.equals("checks") && !healthCheck.equals("task_states")) {
            errors.add("Invalid HealthCheck: " + Quoted.of(healthCheck));
        }
        final long minHealthy = migrate.number("MinHealthyTime");
        final long deadline = migrate.number("HealthyDeadline");
        if (minHealthy < 0) {
            errors.add("MinHealthyTime is " + GoDuration.format(minHealthy) + " and must be >= 0");
        }
        if (deadline < 0) {
            errors.add("HealthyDeadline is " + GoDuration.format(deadline) + " and must be >= 0");
        }
        if (minHealthy > deadline) {
            errors.add("MinHealthyTime must be less than HealthyDeadline");
        }
        return errors;
    }

    static ErrorList disconnect(final JsonObject disconnect, final String jobType) {
        final ErrorList errors = new ErrorList();
        final boolean hasStop = !disconnect.isNull("StopOnClientAfter");
        if (hasStop) {
            if (disconnect.number("StopOnClientAfter") < 0) {
                errors.add("stop_after cannot be a negative duration");
            }
            if (!jobType.equals("service") && !jobType.equals("batch")) {
                errors.add("stop_after can only be used with service or batch job types");
            }
        }
        final long lostAfter = disconnect.number("LostAfter");
        if (lostAfter < 0) {
            errors.add("lost_after cannot be a negative duration");
        }
        if (hasStop && lostAfter != 0) {
            errors.add("Disconnect cannot be configured with both lost_after and stop_after");
        }
        final String reconcile = disconnect.text("Reconcile");
        if (!Set.of("", "best_score", "longest_running", "keep_original", "keep_replacement")
                .contains(reconcile)) {
            errors.add("reconcile option is invalid: " + reconcile);
        }
        return errors;
    }
}
