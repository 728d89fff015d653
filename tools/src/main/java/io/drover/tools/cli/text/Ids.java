package io.drover.tools.cli.text;

/** Identifiers as people read them: eight characters, or all with {@code -verbose}. */
public final class Ids {
    private static final int SHORT = 8;

    private Ids() {}

    /** The first eight characters, or the whole identifier. */
    public static String of(final String id, final boolean isWhole) {
        return isWhole || id.length() <= SHORT ? id : id.substring(0, SHORT);
    }

    /**
     * A user's prefix of a UUID as the server wants it: an even number of hexadecimal digits, so an odd last one is left
     * out.
     */
    public static String prefix(final String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '-') {
                digits++;
            }
        }
        return digits % 2 == 1 ? text.substring(0, text.length() - 1) : text;
    }
}
