package io.drover.gateway.jobspec.canonical;

import static io.drover.gateway.jobspec.canonical.JobCanonicalizer.nullIfEmpty;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.schema.JobSchema;
import org.jspecify.annotations.Nullable;

/** Defaults of a service and its checks. */
final class ServiceCanonicalizer {

    private static final long SECOND = 1_000_000_000L;

    private ServiceCanonicalizer() {}

    static void canonicalize(final JsonObject service, final String defaultName) {
        defaultText(service, "Name", defaultName);
        defaultText(service, "AddressMode", "auto");
        defaultText(service, "OnUpdate", "require_healthy");
        defaultText(service, "Provider", "consul");
        defaultText(service, "Cluster", "default");
        nullIfEmpty(service, "Meta");
        nullIfEmpty(service, "CanaryMeta");
        nullIfEmpty(service, "TaggedAddresses");
        final JsonObject connect = service.object("Connect");
        if (connect != null) {
            ConnectCanonicalizer.canonicalize(connect);
        }
        final JsonObject weights = service.object("Weights");
        if (weights != null) {
            positiveWeight(weights, "Passing");
            positiveWeight(weights, "Warning");
        }
        for (final JsonObject check : service.objects("Checks")) {
            check(check, service);
        }
    }

    private static void positiveWeight(final JsonObject weights, final String name) {
        if (weights.number(name) <= 0) {
            weights.put(name, 1);
        }
    }

    private static void check(final JsonObject check, final JsonObject service) {
        final JsonObject restart = mergedRestart(service.object("CheckRestart"), check.object("CheckRestart"));
        if (restart != null) {
            check.put("CheckRestart", restart.putIfNull("Grace", SECOND));
        }
        for (final String name :
                new String[] {"SuccessBeforePassing", "FailuresBeforeCritical", "FailuresBeforeWarning"}) {
            if (check.number(name) < 0) {
                check.put(name, 0);
            }
        }
        defaultText(check, "OnUpdate", service.text("OnUpdate"));
    }

    private static @Nullable JsonObject mergedRestart(
            final @Nullable JsonObject outer, final @Nullable JsonObject inner) {
        if (outer == null) {
            return inner;
        }
        final JsonObject merged = JobSchema.api().type("CheckRestart").unsetObject();
        outer.entries().forEach(entry -> merged.put(entry.getKey(), entry.getValue()));
        if (inner != null) {
            if (inner.number("Limit") > 0) {
                merged.put("Limit", inner.number("Limit"));
            }
            if (!inner.isNull("Grace")) {
                merged.put("Grace", inner.value("Grace"));
            }
            if (inner.flag("IgnoreWarnings")) {
                merged.put("IgnoreWarnings", true);
            }
        }
        return merged;
    }

    static void defaultText(final JsonObject owner, final String name, final String value) {
        if (owner.text(name).isEmpty()) {
            owner.put(name, value);
        }
    }
}
