package io.drover.gateway.compile;

import io.drover.sbe.jobspec.Operand;

/** Operands of constraints and affinities by the words of job files. */
final class Operands {
    private Operands() {}

    static Operand of(final String word) {
        return switch (word) {
            case "", "=", "==", "is" -> Operand.EQUAL;
            case "!=", "not" -> Operand.NOT_EQUAL;
            case "<" -> Operand.LESS;
            case "<=" -> Operand.LESS_OR_EQUAL;
            case ">" -> Operand.GREATER;
            case ">=" -> Operand.GREATER_OR_EQUAL;
            case "is_set" -> Operand.IS_SET;
            case "is_not_set" -> Operand.IS_NOT_SET;
            case "version" -> Operand.VERSION;
            case "semver" -> Operand.SEMVER;
            case "regexp" -> Operand.REGEXP;
            case "set_contains", "set_contains_all" -> Operand.SET_CONTAINS;
            case "set_contains_any" -> Operand.SET_CONTAINS_ANY;
            case "distinct_hosts" -> Operand.DISTINCT_HOSTS;
            case "distinct_property" -> Operand.DISTINCT_PROPERTY;
            default -> Operand.UNKNOWN;
        };
    }
}
