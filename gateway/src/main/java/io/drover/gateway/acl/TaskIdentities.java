package io.drover.gateway.acl;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The identities that a task of an allocation has: the default one, and those that it asks for.
 *
 * @param region of the cluster.
 * @param issuer who signs, empty when nobody is named.
 * @param allocId the allocation.
 * @param group its group.
 * @param job its job as it was registered.
 */
public record TaskIdentities(String region, String issuer, String allocId, String group, JsonObject job) {
    private static final String DEFAULT = "default";
    private static final long SECOND_NS = 1_000_000_000L;

    /** Signed tokens of a task by the name of the identity; none when the group has no such task. */
    public JsonObject sign(final String taskName, final JwtSigner signer, final long nowSeconds) {
        for (final JsonObject each : job.objects("TaskGroups")) {
            if (each.text("Name").equals(group)) {
                for (final JsonObject task : each.objects("Tasks")) {
                    if (task.text("Name").equals(taskName)) {
                        return ofTask(task, signer, nowSeconds);
                    }
                }
            }
        }
        return new JsonObject();
    }

    private JsonObject ofTask(final JsonObject task, final JwtSigner signer, final long nowSeconds) {
        final JsonObject signed = new JsonObject();
        final JsonObject own = task.object("Identity");
        final List<JsonObject> wanted = new ArrayList<>();
        wanted.add((own == null ? new JsonObject() : own.copy()).put("Name", DEFAULT));
        task.objects("Identities").stream()
                .filter(identity -> !identity.text("Name").isEmpty())
                .forEach(wanted::add);
        for (final JsonObject identity : wanted) {
            signed.put(identity.text("Name"), signer.sign(claims(task.text("Name"), identity, nowSeconds)));
        }
        return signed;
    }

    private JsonObject claims(final String task, final JsonObject identity, final long nowSeconds) {
        final String name = identity.text("Name");
        // A dispatched or launched job is known by the job that it came from, so that rights need not be given to each.
        final String jobId = job.text("ParentID").isEmpty() ? job.text("ID") : job.text("ParentID");
        final String namespace = job.text("Namespace");
        final List<String> audience =
                name.equals(DEFAULT) ? List.of(IdentityClaims.AUDIENCE) : identity.texts("Audience");
        final JsonObject claims = new JsonObject();
        if (audience.size() == 1) {
            claims.put("aud", audience.get(0));
        } else if (!audience.isEmpty()) {
            claims.put("aud", JsonArray.ofStrings(audience));
        }
        if (identity.number("TTL") > 0) {
            claims.put("exp", nowSeconds + Math.max(1, identity.number("TTL") / SECOND_NS));
        }
        claims.put("iat", nowSeconds);
        if (!issuer.isEmpty()) {
            claims.put("iss", issuer);
        }
        return claims.put("jti", UUID.randomUUID().toString())
                .put("nbf", nowSeconds)
                .put("nomad_allocation_id", allocId)
                .put("nomad_job_id", jobId)
                .put("nomad_namespace", namespace)
                .put("nomad_task", task)
                .put("sub", String.join(":", region, namespace, jobId, group, task, name));
    }
}
