package io.drover.gateway.jobspec.canonical;

import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block of values with a default each, and the ways in which a job's, a group's and the default's values combine. */
final class Policies {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    static final Policies UPDATE = new Policies()
            .with("Stagger", 30 * SECOND)
            .with("MaxParallel", 1)
            .with("HealthCheck", "checks")
            .with("MinHealthyTime", 10 * SECOND)
            .with("HealthyDeadline", 5 * MINUTE)
            .with("ProgressDeadline", 10 * MINUTE)
            .with("AutoRevert", false)
            .with("Canary", 0)
            .with("AutoPromote", false);

    static final Policies MIGRATE = new Policies()
            .with("MaxParallel", 1)
            .with("HealthCheck", "checks")
            .with("MinHealthyTime", 10 * SECOND)
            .with("HealthyDeadline", 5 * MINUTE);

    static final Policies EPHEMERAL_DISK =
            new Policies().with("Sticky", false).with("Migrate", false).with("SizeMB", 300);

    static final Policies LOGS =
            new Policies().with("MaxFiles", 10).with("MaxFileSizeMB", 10).with("Disabled", false);

    private static final Policies SERVICE_RESTART = new Policies()
            .with("Delay", 15 * SECOND)
            .with("Attempts", 2)
            .with("Interval", 30 * MINUTE)
            .with("Mode", "fail")
            .with("RenderTemplates", false);

    private static final Policies BATCH_RESTART = new Policies()
            .with("Delay", 15 * SECOND)
            .with("Attempts", 3)
            .with("Interval", 24 * HOUR)
            .with("Mode", "fail")
            .with("RenderTemplates", false);

    private static final Policies SERVICE_RESCHEDULE = new Policies()
            .with("Attempts", 0)
            .with("Interval", 0)
            .with("Delay", 30 * SECOND)
            .with("DelayFunction", "exponential")
            .with("MaxDelay", HOUR)
            .with("Unlimited", true);

    private static final Policies BATCH_RESCHEDULE = new Policies()
            .with("Attempts", 1)
            .with("Interval", 24 * HOUR)
            .with("Delay", 5 * SECOND)
            .with("DelayFunction", "constant")
            .with("MaxDelay", 0)
            .with("Unlimited", false);

    private static final Policies NO_RESCHEDULE = new Policies()
            .with("Attempts", 0)
            .with("Interval", 0)
            .with("Delay", 0)
            .with("DelayFunction", "")
            .with("MaxDelay", 0)
            .with("Unlimited", false);

    private final Map<String, JsonValue> defaults = new LinkedHashMap<>();

    private Policies() {}

    static Policies restart(final String jobType) {
        return jobType.equals("service") || jobType.equals("system") ? SERVICE_RESTART : BATCH_RESTART;
    }

    static Policies reschedule(final String jobType) {
        return switch (jobType) {
            case "service" -> SERVICE_RESCHEDULE;
            case "batch" -> BATCH_RESCHEDULE;
            default -> NO_RESCHEDULE;
        };
    }

    private Policies with(final String name, final long value) {
        defaults.put(name, JsonNumber.of(value));
        return this;
    }

    private Policies with(final String name, final String value) {
        defaults.put(name, new JsonString(value));
        return this;
    }

    private Policies with(final String name, final boolean value) {
        defaults.put(name, JsonBoolean.of(value));
        return this;
    }

    /** Sets a field to a policy of defaults. */
    void put(final JsonObject owner, final String field) {
        owner.put(field, filled(new JsonObject()));
    }

    /** Fills the unset values of a field that holds a policy. */
    void fill(final JsonObject owner, final String field) {
        final JsonObject policy = owner.object(field);
        if (policy != null) {
            filled(policy);
        }
    }

    /** Fills the unset values of a policy. */
    JsonObject filled(final JsonObject policy) {
        defaults.forEach(policy::putIfNull);
        return policy;
    }

    /** Returns the values of the inner policy over those of the outer one; null when there is neither. */
    @Nullable
    JsonObject merged(final @Nullable JsonObject outer, final @Nullable JsonObject inner) {
        if (outer == null || inner == null) {
            final JsonObject only = outer == null ? inner : outer;
            return only == null ? null : only.copy();
        }
        final JsonObject merged = outer.copy();
        for (final String name : defaults.keySet()) {
            if (!inner.isNull(name)) {
                merged.put(name, inner.value(name));
            }
        }
        return merged;
    }
}
