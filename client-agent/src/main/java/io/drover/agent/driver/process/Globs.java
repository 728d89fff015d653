package io.drover.agent.driver.process;

import java.util.List;

/** Patterns with {@code *} for any run of characters, matched in linear time. */
public final class Globs {
    private Globs() {}

    /** Whether any pattern matches. */
    public static boolean anyMatches(final List<String> patterns, final String text) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, text));
    }

    /** Whether {@code pattern} matches the whole text. */
    public static boolean matches(final String pattern, final String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
