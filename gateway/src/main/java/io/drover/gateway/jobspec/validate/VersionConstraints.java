package io.drover.gateway.jobspec.validate;

import com.google.re2j.Pattern;

/** The syntax of version constraints: operators and versions, separated by commas. */
final class VersionConstraints {

    private static final int MAX_LENGTH = 1_000;
    private static final String OPERATOR = "(|=|!=|>|<|>=|<=|~>)";
    private static final Pattern VERSION = Pattern.compile("\\s*" + OPERATOR
            + "\\s*v?([0-9]+(\\.[0-9]+)*?)"
            + "(-([0-9]+[0-9A-Za-z\\-~]*(\\.[0-9A-Za-z\\-~]+)*)|(-?([A-Za-z\\-~]+[0-9A-Za-z\\-~]*(\\.[0-9A-Za-z\\-~]+)*)))?"
            + "(\\+([0-9A-Za-z\\-~]+(\\.[0-9A-Za-z\\-~]+)*))?\\s*");
    private static final Pattern SEMVER = Pattern.compile("\\s*(|=|!=|>|<|>=|<=)"
            + "\\s*v?([0-9]+(\\.[0-9]+)*?)"
            + "(-([0-9]+[0-9A-Za-z\\-~]*(\\.[0-9A-Za-z\\-~]+)*)|(-([A-Za-z\\-~]+[0-9A-Za-z\\-~]*(\\.[0-9A-Za-z\\-~]+)*)))?"
            + "(\\+([0-9A-Za-z\\-~]+(\\.[0-9A-Za-z\\-~]+)*))?\\s*");

    private VersionConstraints() {}

    static boolean isVersionConstraint(final String text) {
        return allMatch(text, VERSION);
    }

    static boolean isSemverConstraint(final String text) {
        return allMatch(text, SEMVER);
    }

    private static boolean allMatch(final String text, final Pattern pattern) {
        if (text.length() > MAX_LENGTH) {
            return false;
        }
        for (final String part : text.split(",", -1)) {
            if (!pattern.matches(part)) {
                return false;
            }
        }
        return true;
    }
}
