package io.drover.gateway.jobspec.hcl.syntax;

/** Decodes the escapes of literal text. */
final class StringLiterals {

    private StringLiterals() {}

    /**
     * Returns the text that a literal token stands for.
     *
     * @param range the token
     * @param isQuoted whether backslash escapes count, which they do not in heredocs
     */
    static String unescape(final SourceRange range, final boolean isQuoted) throws SyntaxError {
        final String raw = range.text();
        if ((!isQuoted || raw.indexOf('\\') < 0) && !raw.contains("$${") && !raw.contains("%%{")) {
            return raw;
        }
        final StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            final char c = raw.charAt(i);
            if (c == '\\' && isQuoted) {
                i = escape(range, raw, i, text);
            } else if (raw.startsWith("$${", i) || raw.startsWith("%%{", i)) {
                text.append(c).append('{');
                i += 3;
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }

    private static int escape(final SourceRange range, final String raw, final int at, final StringBuilder text)
            throws SyntaxError {
        if (at + 1 >= raw.length()) {
            throw invalid(range, at, 1, "Backslash must be followed by an escape sequence selector character.");
        }
        final char selector = raw.charAt(at + 1);
        switch (selector) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case '"' -> text.append('"');
            case '\\' -> text.append('\\');
            case 'u' -> {
                return unicode(range, raw, at, 4, text);
            }
            case 'U' -> {
                return unicode(range, raw, at, 8, text);
            }
            default ->
                throw invalid(
                        range,
                        at,
                        2,
                        "The symbol \"" + new String(Character.toChars(raw.codePointAt(at + 1)))
                                + "\" is not a valid escape sequence selector.");
        }
        return at + 2;
    }

    private static int unicode(
            final SourceRange range, final String raw, final int at, final int digits, final StringBuilder text)
            throws SyntaxError {
        final int end = at + 2 + digits;
        long code = 0;
        for (int i = at + 2; i < end; i++) {
            final int digit = i < raw.length() && raw.charAt(i) < 0x80 ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                throw invalid(
                        range,
                        at,
                        2,
                        digits == 4
                                ? "The \\u escape sequence must be followed by four hexadecimal digits."
                                : "The \\U escape sequence must be followed by eight hexadecimal digits.");
            }
            code = code << 4 | digit;
        }
        if (code > Character.MAX_CODE_POINT || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw invalid(range, at, digits + 2, String.format("Cannot encode character U+%04x in UTF-8.", code));
        }
        text.appendCodePoint((int) code);
        return end;
    }

    private static SyntaxError invalid(final SourceRange range, final int at, final int length, final String detail) {
        final int start = range.start() + at;
        return new SyntaxError(
                "Invalid escape sequence",
                detail,
                new SourceRange(range.source(), start, Math.min(start + length, range.end())));
    }
}
