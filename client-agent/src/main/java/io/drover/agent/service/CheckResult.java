package io.drover.agent.service;

/**
 * What a check found last.
 *
 * @param id digest of what is checked.
 * @param mode {@code healthiness} when it decides about health, otherwise {@code readiness}.
 * @param status {@code pending}, {@code success} or {@code failure}.
 * @param statusCode HTTP status, 0 when there is none.
 * @param output a sentence, at most 3 KiB.
 * @param timestampS when, seconds since the epoch.
 * @param group name of the allocation.
 * @param task task that the service belongs to, or empty.
 * @param service name of the service.
 * @param check name of the check.
 */
public record CheckResult(
        String id,
        String mode,
        String status,
        int statusCode,
        String output,
        long timestampS,
        String group,
        String task,
        String service,
        String check) {
    static final String PENDING = "pending";
    static final String SUCCESS = "success";
    static final String FAILURE = "failure";

    /** Whether it keeps the allocation from being healthy. */
    public boolean isBlocking() {
        return !SUCCESS.equals(status) && !("readiness".equals(mode) && FAILURE.equals(status));
    }

    CheckResult found(final CheckProbe.Outcome outcome, final long timestamp) {
        return new CheckResult(
                id,
                mode,
                outcome.success() ? SUCCESS : FAILURE,
                outcome.statusCode(),
                outcome.output(),
                timestamp,
                group,
                task,
                service,
                check);
    }
}
