package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * When an allocation counts as healthy.
 *
 * @param tracked whether the agent decides at all; false when an operator sets health by hand or no strategy is given.
 * @param useChecks whether service checks must pass besides the tasks running.
 * @param minHealthyTimeNs how long it must have been healthy without a break.
 * @param healthyDeadlineNs after which it counts as unhealthy.
 */
public record HealthPolicy(boolean tracked, boolean useChecks, long minHealthyTimeNs, long healthyDeadlineNs) {
    private static final long DEFAULT_MIN_HEALTHY_NS = 10_000_000_000L;
    private static final long DEFAULT_DEADLINE_NS = 300_000_000_000L;

    static HealthPolicy ofUpdate(final JsonNode group) {
        final JsonNode update = JsonFields.object(group, "Update");
        final String check = JsonFields.text(update, "HealthCheck");
        return of(update, JsonFields.integer(update, "MaxParallel") > 0 && !"manual".equals(check));
    }

    static HealthPolicy ofMigrate(final JsonNode group) {
        return of(JsonFields.object(group, "Migrate"), true);
    }

    private static HealthPolicy of(final JsonNode block, final boolean tracked) {
        return new HealthPolicy(
                tracked,
                !"task_states".equals(JsonFields.text(block, "HealthCheck")),
                JsonFields.integer(block, "MinHealthyTime", DEFAULT_MIN_HEALTHY_NS),
                JsonFields.integer(block, "HealthyDeadline", DEFAULT_DEADLINE_NS));
    }
}
