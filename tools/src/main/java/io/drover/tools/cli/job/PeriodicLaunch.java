package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Durations;
import io.drover.tools.cli.text.Times;

/**
 * When a periodic job starts next. The server is asked by a plan, which changes nothing, so that its clock and its time zones
 * decide and not those of this machine.
 */
final class PeriodicLaunch {
    private static final long SECOND = 1_000_000_000L;

    private PeriodicLaunch() {}

    /** Such as {@code 2027-01-01T03:00:00Z (952h14m26s from now)}; empty when the server does not say. */
    static String describe(final Api api, final Doc job) {
        final JsonObject request =
                new JsonObject().put("Job", job.value()).put("Diff", false).put("PolicyOverride", false);
        try {
            return describe(api.put(Jobs.path(job, "/plan"), new Query(), request));
        } catch (final ApiException e) {
            // Readers of a job need not be allowed to plan it.
            return "";
        }
    }

    /** The same from a plan. */
    static String describe(final Doc plan) {
        final long time = Times.parse(plan.text("NextPeriodicLaunch"));
        if (time == 0) {
            return "";
        }
        final long seconds = Math.max(0, time - Times.now()) / SECOND;
        return Times.format(time) + " (" + Durations.format(seconds * SECOND) + " from now)";
    }
}
