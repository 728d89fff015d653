package io.drover.tools.cli.job;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.JobTable;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Times;

/** The head of a job's view. */
final class JobFacts {
    private JobFacts() {}

    static String of(final Api api, final Doc job) {
        final boolean isPeriodic = job.get("Periodic").isObject();
        final boolean isParameterized = job.get("ParameterizedJob").isObject() && !job.isTrue("Dispatched");
        final KeyValues facts = new KeyValues()
                .add("ID", job.text("ID"))
                .add("Name", job.text("Name"))
                .add("Submit Date", Times.format(job.number("SubmitTime")))
                .add("Type", job.text("Type"))
                .add("Priority", job.text("Priority"))
                .add("Datacenters", String.join(",", job.get("Datacenters").texts()))
                .add("Namespace", job.text("Namespace"))
                .add("Node Pool", job.text("NodePool"))
                .add("Status", JobTable.status(job))
                .add("Periodic", isPeriodic)
                .add("Parameterized", isParameterized);
        facts.addUnlessEmpty("Idempotency Token", job.text("DispatchIdempotencyToken"));
        if (isPeriodic && !isParameterized) {
            facts.addUnlessEmpty(
                    "Next Periodic Launch",
                    job.isTrue("Stop") ? "none (job stopped)" : PeriodicLaunch.describe(api, job));
        }
        return facts.toString();
    }
}
