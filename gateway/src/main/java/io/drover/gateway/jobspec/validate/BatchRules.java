package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rules of periodic, parameterized and scaled jobs. */
final class BatchRules {

    private BatchRules() {}

    static ErrorList periodic(final JsonObject periodic) {
        final ErrorList errors = new ErrorList();
        final String spec = periodic.text("Spec");
        final List<String> specs = periodic.texts("Specs");
        if (!spec.isEmpty() && !specs.isEmpty()) {
            errors.add("Only cron or crons may be used");
        }
        if (spec.isEmpty() && specs.isEmpty()) {
            errors.add("Must specify a spec");
        }
        final String zone = periodic.text("TimeZone");
        if (!isZone(zone)) {
            errors.add("Invalid time zone " + Quoted.of(zone) + ": unknown time zone " + zone);
        }
        if (!periodic.text("SpecType").equals("cron")) {
            errors.add("Unknown periodic specification type " + Quoted.of(periodic.text("SpecType")));
            return errors;
        }
        if (!spec.isEmpty()) {
            cron(spec, errors);
        }
        specs.forEach(each -> cron(each, errors));
        return errors;
    }

    private static void cron(final String spec, final ErrorList errors) {
        final String complaint = CronSyntax.complaint(spec);
        if (!complaint.isEmpty()) {
            errors.add("Invalid cron spec " + Quoted.of(spec) + ": " + complaint);
        }
    }

    private static boolean isZone(final String zone) {
        if (zone.isEmpty() || zone.equals("Local")) {
            return true;
        }
        try {
            return ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId());
        } catch (final DateTimeException unknown) {
            return false;
        }
    }

    static ErrorList parameterized(final JsonObject parameterized) {
        final ErrorList errors = new ErrorList();
        final String payload = parameterized.text("Payload");
        if (!Set.of("optional", "required", "forbidden").contains(payload)) {
            errors.add("Unknown payload requirement: " + Quoted.of(payload));
        }
        final Set<String> both = new TreeSet<>(parameterized.texts("MetaRequired"));
        both.retainAll(parameterized.texts("MetaOptional"));
        if (!both.isEmpty()) {
            errors.add("Required and optional meta keys should be disjoint. Following keys exist in both: ["
                    + String.join(" ", both) + "]");
        }
        return errors;
    }

    static ErrorList scaling(final JsonObject job, final JsonObject group, final JsonObject policy) {
        final ErrorList errors = new ErrorList();
        final String type = policy.text("Type");
        if (type.isEmpty()) {
            errors.add("Scaling policy invalid: missing scaling policy type");
        } else if (!type.equals("horizontal")) {
            errors.add("Scaling policy invalid: scaling policy type \"" + type + "\" is not valid");
        } else {
            target(policy, errors);
        }
        final long min = policy.number("Min");
        final long max = policy.number("Max");
        if (max < 0) {
            errors.add("Scaling policy invalid: maximum count must be specified and non-negative");
        } else if (max < min) {
            errors.add("Scaling policy invalid: maximum count must not be less than minimum count");
        }
        if (min < 0) {
            errors.add("Scaling policy invalid: minimum count must be specified and non-negative");
        }
        final long count = group.number("Count");
        if (max < count) {
            errors.add(
                    "Scaling policy invalid: task group count must not be greater than maximum count in scaling policy");
        }
        final boolean isUnplaced =
                !job.isNull("Multiregion") && count == 0 && job.text("Region").equals("global");
        if (count < min && !isUnplaced) {
            errors.add(
                    "Scaling policy invalid: task group count must not be less than minimum count in scaling policy");
        }
        return errors;
    }

    private static void target(final JsonObject policy, final ErrorList errors) {
        final JsonObject target = policy.object("Target");
        if (target == null) {
            return;
        }
        for (final String name : new String[] {"Namespace", "Job", "Group"}) {
            if (target.text(name).isEmpty()) {
                errors.add("Scaling policy invalid: missing target " + name.toLowerCase(java.util.Locale.ROOT));
            }
        }
    }
}
