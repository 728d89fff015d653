package io.drover.gateway.jobspec.validate;

import com.google.re2j.PatternSyntaxException;
import io.drover.gateway.jobspec.BoundedPattern;
import io.drover.gateway.jobspec.json.JsonObject;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of constraints, affinities and spreads. */
final class ConditionRules {

    private static final Set<String> EXACT_TARGETS =
            Set.of("${node.unique.id}", "${node.datacenter}", "${node.unique.name}", "${node.class}", "${node.pool}");
    private static final List<String> TARGET_PREFIXES = List.of("${attr.", "${device.", "${meta.");
    private static final Set<String> COMPARISONS = Set.of("=", "==", "is", "!=", "not", "<", "<=", ">", ">=");
    private static final Set<String> SET_OPERATORS = Set.of("set_contains", "set_contains_all", "set_contains_any");
    private static final BigInteger MAX_UINT64 = BigInteger.ONE.shiftLeft(64);

    private ConditionRules() {}

    static void constraints(final JsonObject owner, final ErrorList errors) {
        final List<JsonObject> constraints = owner.objects("Constraints");
        for (int i = 0; i < constraints.size(); i++) {
            errors.nest("Constraint " + (i + 1) + " validation failed: ", constraint(constraints.get(i)));
        }
    }

    static void affinities(final JsonObject owner, final String jobType, final ErrorList errors) {
        if (jobType.equals("system")) {
            if (!owner.isNull("Affinities")) {
                errors.add("System jobs may not have an affinity block");
            }
            return;
        }
        final List<JsonObject> affinities = owner.objects("Affinities");
        for (int i = 0; i < affinities.size(); i++) {
            errors.nest("Affinity " + (i + 1) + " validation failed: ", affinity(affinities.get(i)));
        }
    }

    static void spreads(final JsonObject owner, final String jobType, final ErrorList errors) {
        if (jobType.equals("system")) {
            if (!owner.isNull("Spreads")) {
                errors.add("System jobs may not have a spread block");
            }
            return;
        }
        final List<JsonObject> spreads = owner.objects("Spreads");
        for (int i = 0; i < spreads.size(); i++) {
            errors.nest("Spread " + (i + 1) + " validation failed: ", spread(spreads.get(i)));
        }
    }

    static ErrorList constraint(final JsonObject constraint) {
        final ErrorList errors = new ErrorList();
        final String operand = constraint.text("Operand");
        final String value = constraint.text("RTarget");
        if (operand.isEmpty()) {
            errors.add("Missing constraint operand");
        }
        if (SET_OPERATORS.contains(operand)) {
            if (value.isEmpty()) {
                errors.add("Set contains constraint requires an RTarget");
            }
        } else if (COMPARISONS.contains(operand)) {
            if (value.isEmpty()) {
                errors.add("Operator " + Quoted.of(operand) + " requires an RTarget");
            }
        } else {
            special(operand, value, errors);
        }
        if (!operand.equals("distinct_hosts")) {
            final String target = constraint.text("LTarget");
            final String complaint =
                    target.isEmpty() ? "no attribute provided but is required by operator" : targetComplaint(target);
            if (complaint != null) {
                errors.add(complaint);
            }
        }
        return errors;
    }

    private static void special(final String operand, final String value, final ErrorList errors) {
        switch (operand) {
            case "distinct_hosts" -> {}
            case "regexp" -> pattern(value, errors);
            case "version" -> {
                if (!VersionConstraints.isVersionConstraint(value)) {
                    errors.add("Version constraint is invalid: malformed constraint: " + value);
                }
            }
            case "semver" -> {
                if (!VersionConstraints.isSemverConstraint(value)) {
                    errors.add("Semver constraint is invalid: Malformed constraint: " + value);
                }
            }
            case "distinct_property" -> distinctProperty(value, errors);
            case "is_set", "is_not_set" -> {
                if (!value.isEmpty()) {
                    errors.add("Operator " + Quoted.of(operand) + " does not support an RTarget");
                }
            }
            default -> errors.add("Unknown constraint type " + Quoted.of(operand));
        }
    }

    private static void pattern(final String pattern, final ErrorList errors) {
        try {
            BoundedPattern.compile(pattern);
        } catch (final PatternSyntaxException invalid) {
            errors.add("Regular expression failed to compile: " + invalid.getMessage());
        }
    }

    private static void distinctProperty(final String value, final ErrorList errors) {
        if (value.isEmpty()) {
            return;
        }
        final String failed = "Failed to convert RTarget " + Quoted.of(value)
                + " to uint64: strconv.ParseUint: parsing " + Quoted.of(value) + ": ";
        if (!value.matches("[0-9]{1,100}")) {
            errors.add(failed + "invalid syntax");
            return;
        }
        final BigInteger count = new BigInteger(value);
        if (count.compareTo(MAX_UINT64) >= 0) {
            errors.add(failed + "value out of range");
        } else if (count.signum() == 0) {
            errors.add("Distinct Property must have an allowed count of 1 or greater: 0 < 1");
        }
    }

    private static @Nullable String targetComplaint(final String target) {
        if (!target.startsWith("$")) {
            return null;
        }
        if (!target.startsWith("${")) {
            return "attribute " + Quoted.of(target) + " is missing an opening brace";
        }
        if (!target.endsWith("}")) {
            return "attribute " + Quoted.of(target) + " is missing a closing brace";
        }
        if (EXACT_TARGETS.contains(target) || TARGET_PREFIXES.stream().anyMatch(target::startsWith)) {
            return null;
        }
        return "unsupported attribute " + Quoted.of(target);
    }

    static ErrorList affinity(final JsonObject affinity) {
        final ErrorList errors = new ErrorList();
        final String operand = affinity.text("Operand");
        final String value = affinity.text("RTarget");
        if (operand.isEmpty()) {
            errors.add("Missing affinity operand");
        }
        if (SET_OPERATORS.contains(operand)) {
            if (value.isEmpty()) {
                errors.add("Set contains operators require an RTarget");
            }
        } else if (operand.equals("regexp")) {
            pattern(value, errors);
        } else if (operand.equals("version")) {
            if (!VersionConstraints.isVersionConstraint(value)) {
                errors.add("Version affinity is invalid: malformed constraint: " + value);
            }
        } else if (operand.equals("semver")) {
            if (!VersionConstraints.isSemverConstraint(value)) {
                errors.add("Semver affinity is invalid: Malformed constraint: " + value);
            }
        } else if (!COMPARISONS.contains(operand)) {
            errors.add("Unknown affinity operator " + Quoted.of(operand));
        } else if (value.isEmpty()) {
            errors.add("Operator " + Quoted.of(operand) + " requires an RTarget");
        }
        if (affinity.text("LTarget").isEmpty()) {
            errors.add("No LTarget provided but is required");
        }
        final long weight = affinity.number("Weight");
        if (weight == 0) {
            errors.add("Affinity weight cannot be zero");
        }
        if (weight > 100 || weight < -100) {
            errors.add("Affinity weight must be within the range [-100,100]");
        }
        return errors;
    }

    private static ErrorList spread(final JsonObject spread) {
        final ErrorList errors = new ErrorList();
        if (spread.text("Attribute").isEmpty()) {
            errors.add("Missing spread attribute");
        }
        final long weight = spread.number("Weight");
        if (weight <= 0 || weight > 100) {
            errors.add("Spread block must have a positive weight from 0 to 100");
        }
        final Set<String> seen = new HashSet<>();
        long sum = 0;
        for (final JsonObject target : spread.objects("SpreadTarget")) {
            final String value = target.text("Value");
            if (!seen.add(value)) {
                errors.add("Spread target value " + Quoted.of(value) + " already defined");
            }
            if (target.number("Percent") > 100) {
                errors.add("Spread target percentage for value " + Quoted.of(value) + " must be between 0 and 100");
            }
            sum += target.number("Percent");
        }
        if (sum > 100) {
            errors.add("Sum of spread target percentages must not be greater than 100%; got " + sum + "%");
        }
        return errors;
    }
}
