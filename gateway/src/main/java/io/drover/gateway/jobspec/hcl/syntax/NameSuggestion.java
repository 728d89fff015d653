package io.drover.gateway.jobspec.hcl.syntax;

import java.util.Collection;

/** Finds the word that was probably meant. */
public final class NameSuggestion {

    /** More edits than this make another word. */
    private static final int MAX_EDITS = 2;

    private static final int MAX_WORD = 64;

    private NameSuggestion() {}

    /** Returns {@code " Did you mean "…"?"} or nothing. */
    public static String sentence(final String given, final Collection<String> known) {
        final String suggestion = of(given, known);
        return suggestion.isEmpty() ? "" : " Did you mean \"" + suggestion + "\"?";
    }

    /** Returns the first known word that is close to the given one, or an empty text. */
    public static String of(final String given, final Collection<String> known) {
        if (given.length() > MAX_WORD) {
            return "";
        }
        for (final String word : known) {
            if (distance(given, word) <= MAX_EDITS) {
                return word;
            }
        }
        return "";
    }

    private static int distance(final String left, final String right) {
        if (Math.abs(left.length() - right.length()) > MAX_EDITS) {
            return MAX_EDITS + 1;
        }
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            final int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                final int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
