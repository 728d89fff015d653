package io.drover.gateway.jobspec.canonical;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;

/**
 * The defaults that clients fill in before they send a job, and that the server fills in again because clients may send sparse
 * documents. The result is still the form that clients send.
 */
public final class JobCanonicalizer {

    private static final long DEFAULT_PRIORITY = 50;

    private JobCanonicalizer() {}

    /** Returns a copy with all defaults filled in. */
    public static JsonObject canonicalize(final JsonObject original) {
        final JsonObject job = original.copy();
        identity(job);
        status(job);
        final JsonObject periodic = job.object("Periodic");
        if (periodic != null) {
            periodic(periodic);
        }
        final String type = job.text("Type");
        if (!job.isNull("Update")) {
            Policies.UPDATE.fill(job, "Update");
        } else if (type.equals("service") || type.equals("system")) {
            Policies.UPDATE.put(job, "Update");
        }
        final JsonObject multiregion = job.object("Multiregion");
        if (multiregion != null) {
            multiregion(multiregion);
        }
        for (final JsonObject group : job.objects("TaskGroups")) {
            new GroupCanonicalizer(job, group).canonicalize();
        }
        defaultWeights(job);
        final JsonObject ui = job.object("UI");
        if (ui != null) {
            nullIfEmpty(ui, "Links");
        }
        return job;
    }

    private static void identity(final JsonObject job) {
        job.putIfNull("ID", "");
        job.putIfNull("Name", job.text("ID"))
                .putIfNull("ParentID", "")
                .putIfNull("Namespace", "default")
                .putIfNull("Priority", DEFAULT_PRIORITY)
                .putIfNull("Stop", false)
                .putIfNull("Region", "global")
                .putIfNull("NodePool", "")
                .putIfNull("Type", "service")
                .putIfNull("AllAtOnce", false);
    }

    private static void status(final JsonObject job) {
        job.putIfNull("ConsulNamespace", "")
                .putIfNull("VaultNamespace", "")
                .putIfNull("NomadTokenID", "")
                .putIfNull("Status", "")
                .putIfNull("StatusDescription", "")
                .putIfNull("Stable", false)
                .putIfNull("Version", 0)
                .putIfNull("CreateIndex", 0)
                .putIfNull("ModifyIndex", 0)
                .putIfNull("JobModifyIndex", 0);
    }

    private static void periodic(final JsonObject periodic) {
        periodic.putIfNull("Enabled", true)
                .putIfNull("Spec", "")
                .putIfNull("Specs", new JsonArray())
                .putIfNull("SpecType", "cron")
                .putIfNull("ProhibitOverlap", false);
        if (periodic.text("TimeZone").isEmpty()) {
            periodic.put("TimeZone", "UTC");
        }
    }

    private static void multiregion(final JsonObject multiregion) {
        multiregion.putIfNull("Strategy", new JsonObject()).putIfNull("Regions", new JsonArray());
        final JsonObject strategy = multiregion.object("Strategy");
        if (strategy != null) {
            strategy.putIfNull("MaxParallel", 0).putIfNull("OnFailure", "");
        }
        for (final JsonObject region : multiregion.objects("Regions")) {
            region.putIfNull("Count", 1)
                    .putIfNull("Datacenters", new JsonArray())
                    .putIfNull("Meta", new JsonObject());
        }
    }

    /** Gives the affinities and spreads of a job, group, task or device their default weight. */
    static void defaultWeights(final JsonObject owner) {
        owner.objects("Affinities").forEach(affinity -> affinity.putIfNull("Weight", 50));
        owner.objects("Spreads").forEach(spread -> spread.putIfNull("Weight", 50));
    }

    /** Sets an empty list or map to null. */
    static void nullIfEmpty(final JsonObject owner, final String name) {
        final JsonValue value = owner.value(name);
        if ((value instanceof JsonArray array && array.isEmpty())
                || (value instanceof JsonObject object && object.isEmpty())) {
            owner.putNull(name);
        }
    }
}
