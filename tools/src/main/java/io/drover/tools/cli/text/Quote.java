package io.drover.tools.cli.text;

/** Text in double quotes, with quotes, backslashes and control characters escaped. */
public final class Quote {
    private Quote() {}

    public static String of(final String text) {
        final StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> appendPlain(quoted, c);
            }
        }
        return quoted.append('"').toString();
    }

    private static void appendPlain(final StringBuilder quoted, final char c) {
        if (c < ' ' || c == 0x7f) {
            quoted.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        } else {
            quoted.append(c);
        }
    }
}
