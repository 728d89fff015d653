package io.drover.gateway.jobspec.hcl.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Replacement texts with {@code $1}, {@code ${1}} and {@code ${name}}: the name is the longest run of letters, digits and
 * underscores; unknown groups are empty; {@code $$} is a dollar.
 */
final class RegexTemplate {

    private RegexTemplate() {}

    static String replaceAll(final Pattern pattern, final String text, final String replacement) {
        final Matcher matcher = pattern.matcher(text);
        final StringBuilder result = new StringBuilder(text.length());
        int copied = 0;
        int searchFrom = 0;
        int lastEnd = -1;
        while (searchFrom <= text.length() && matcher.find(searchFrom)) {
            final boolean isEmptyAfterMatch = matcher.end() == matcher.start() && matcher.start() == lastEnd;
            if (!isEmptyAfterMatch) {
                result.append(text, copied, matcher.start());
                expand(matcher, replacement, result);
                copied = matcher.end();
            }
            lastEnd = matcher.end();
            searchFrom = matcher.end() > matcher.start() ? matcher.end() : matcher.end() + 1;
        }
        return result.append(text, copied, text.length()).toString();
    }

    private static void expand(final Matcher matcher, final String replacement, final StringBuilder result) {
        int i = 0;
        while (i < replacement.length()) {
            final int dollar = replacement.indexOf('$', i);
            if (dollar < 0 || dollar == replacement.length() - 1) {
                result.append(replacement, i, replacement.length());
                return;
            }
            result.append(replacement, i, dollar);
            i = reference(matcher, replacement, dollar, result);
        }
    }

    private static int reference(
            final Matcher matcher, final String replacement, final int dollar, final StringBuilder result) {
        if (replacement.charAt(dollar + 1) == '$') {
            result.append('$');
            return dollar + 2;
        }
        final boolean isBraced = replacement.charAt(dollar + 1) == '{';
        final int start = isBraced ? dollar + 2 : dollar + 1;
        int end = start;
        while (end < replacement.length() && isNamePart(replacement.charAt(end))) {
            end++;
        }
        if (end == start || (isBraced && (end == replacement.length() || replacement.charAt(end) != '}'))) {
            result.append('$');
            return dollar + 1;
        }
        result.append(group(matcher, replacement.substring(start, end)));
        return isBraced ? end + 1 : end;
    }

    private static boolean isNamePart(final char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private static String group(final Matcher matcher, final String name) {
        try {
            final String value = Character.isDigit(name.charAt(0))
                    ? numberedGroup(matcher, Integer.parseInt(name))
                    : matcher.group(name);
            return value == null ? "" : value;
        } catch (final IllegalArgumentException unknown) {
            return "";
        }
    }

    private static String numberedGroup(final Matcher matcher, final int number) {
        final String value = number <= matcher.groupCount() ? matcher.group(number) : "";
        return value == null ? "" : value;
    }
}
