package io.drover.gateway.jobspec.canonical;

import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;

/** Defaults of a task group, which takes its update, reschedule and migrate policies from the job's and its own. */
final class GroupCanonicalizer {

    private final JsonObject job;
    private final JsonObject group;
    private final String jobType;

    GroupCanonicalizer(final JsonObject job, final JsonObject group) {
        this.job = job;
        this.group = group;
        this.jobType = job.text("Type");
    }

    void canonicalize() {
        group.putIfNull("Name", "");
        countAndScaling();
        if (group.isNull("EphemeralDisk")) {
            Policies.EPHEMERAL_DISK.put(group, "EphemeralDisk");
        } else {
            Policies.EPHEMERAL_DISK.fill(group, "EphemeralDisk");
        }
        final JsonObject consul = group.object("Consul");
        if (consul != null) {
            if (consul.text("Namespace").isEmpty()) {
                consul.put("Namespace", job.text("ConsulNamespace"));
            }
            TaskCanonicalizer.consulCluster(consul);
        }
        update();
        reschedule();
        migrate();
        final Policies restart = Policies.restart(jobType);
        final JsonObject own = group.object("RestartPolicy");
        group.put("RestartPolicy", restart.filled(own == null ? new JsonObject() : own));
        for (final JsonObject task : group.objects("Tasks")) {
            new TaskCanonicalizer(job, group, task).canonicalize();
        }
        JobCanonicalizer.defaultWeights(group);
        for (final JsonObject service : group.objects("Services")) {
            ServiceCanonicalizer.canonicalize(service, job.text("Name") + "-" + group.text("Name"));
        }
        final JsonObject disconnect = group.object("Disconnect");
        if (disconnect != null) {
            disconnect.putIfNull("Replace", true).putIfNull("Reconcile", "best_score");
        }
    }

    private void countAndScaling() {
        final JsonObject scaling = group.object("Scaling");
        if (group.isNull("Count")) {
            group.put("Count", scaling != null && !scaling.isNull("Min") ? scaling.number("Min") : 1);
        }
        if (scaling != null) {
            scaling.putIfNull("Enabled", true).putIfNull("Min", group.number("Count"));
            if (scaling.text("Type").isEmpty()) {
                scaling.put("Type", "horizontal");
            }
        }
    }

    private void update() {
        final JsonObject outer = job.object("Update");
        final boolean isInherited = outer != null && (!group.isNull("Update") || !isZero(outer));
        final JsonObject merged =
                isInherited ? Policies.UPDATE.merged(outer, group.object("Update")) : group.object("Update");
        if (merged != null) {
            group.put("Update", Policies.UPDATE.filled(merged));
        }
    }

    /** Tells whether a policy was set to nothing but zero values, which switches it off. */
    private static boolean isZero(final JsonObject policy) {
        for (final String name : policy.names()) {
            final JsonValue value = policy.value(name);
            final boolean isSet = (value instanceof JsonNumber number && number.longValue() != 0)
                    || (value instanceof JsonString text && !text.value().isEmpty())
                    || value == JsonBoolean.TRUE;
            if (isSet) {
                return false;
            }
        }
        return true;
    }

    private void reschedule() {
        final Policies defaults = Policies.reschedule(jobType);
        final JsonObject merged = defaults.merged(job.object("Reschedule"), group.object("ReschedulePolicy"));
        final boolean isRescheduled = !jobType.equals("system") && !jobType.equals("sysbatch");
        if (merged != null) {
            group.put("ReschedulePolicy", defaults.filled(merged));
        } else if (isRescheduled) {
            defaults.put(group, "ReschedulePolicy");
        }
    }

    private void migrate() {
        final JsonObject merged = Policies.MIGRATE.merged(job.object("Migrate"), group.object("Migrate"));
        if (merged != null) {
            group.put("Migrate", Policies.MIGRATE.filled(merged));
        } else if (jobType.equals("service")) {
            Policies.MIGRATE.put(group, "Migrate");
        }
    }
}
