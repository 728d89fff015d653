package io.drover.gateway.filter;

import java.util.ArrayList;
import java.util.List;

/** The words of an expression, taken one after the other. */
final class FilterTokens {
    private final String text;
    private int position;

    FilterTokens(final String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    /** Skips white space; true when there was some. */
    boolean skipSpace() {
        final int start = position;
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position > start;
    }

    boolean take(final char c) {
        final boolean isThere = peek() == c;
        position += isThere ? 1 : 0;
        return isThere;
    }

    boolean take(final String symbol) {
        final boolean isThere = text.startsWith(symbol, position);
        position += isThere ? symbol.length() : 0;
        return isThere;
    }

    /** Takes a keyword that no name continues, and the space around it. */
    boolean takeWord(final String word) {
        final int start = position;
        skipSpace();
        final int end = position + word.length();
        if (text.startsWith(word, position)
                && (end == text.length() || !isNamePart(text.charAt(end)) && text.charAt(end) != '.')
                && !isFollowedByOperator(end)) {
            position = end;
            skipSpace();
            return true;
        }
        position = start;
        return false;
    }

    /** Whether a selector starts here rather than a value: a name, or a quoted pointer. */
    boolean isAtSelector() {
        return isLetter(peek()) || peek() == '"' && position + 1 < text.length() && text.charAt(position + 1) == '/';
    }

    /** A path such as {@code Meta.team}, {@code Meta["x.y"]} or {@code "/Meta/x.y"}. */
    List<String> selector(final String expected) throws FilterException {
        if (peek() == '"') {
            return pointer(expected);
        }
        if (!isLetter(peek())) {
            throw expected(expected);
        }
        final List<String> path = new ArrayList<>();
        path.add(word());
        while (true) {
            if (peek() == '.' && position + 1 < text.length() && isNamePart(text.charAt(position + 1))) {
                position++;
                path.add(word());
            } else if (peek() == '[') {
                position++;
                if (peek() != '"' && peek() != '`') {
                    throw expected("\"\\\"\", \"`\" or [ \\t\\r\\n]");
                }
                path.add(quoted());
                if (!take(']')) {
                    throw expected("\"]\" or [ \\t\\r\\n]");
                }
            } else {
                return path;
            }
        }
    }

    /** The path that {@code in} searches. */
    List<String> searched() throws FilterException {
        if (!isAtSelector()) {
            throw FilterException.unreadable(place(position) + "rule \"match\": Invalid selector");
        }
        return selector("");
    }

    /** A value: quoted, a number, or a bare word taken as text. */
    String value(final String expected) throws FilterException {
        final char c = peek();
        if (c == '"' || c == '`') {
            return quoted();
        }
        if (c == '-' || c >= '0' && c <= '9') {
            return number();
        }
        return String.join(".", selector(expected));
    }

    /** The name of a variable. */
    String name() throws FilterException {
        if (!isLetter(peek()) && peek() != '_') {
            throw expected("\"_\", [ \\t\\r\\n] or [a-zA-Z]");
        }
        return word();
    }

    FilterException expected(final String what) {
        return FilterException.unreadable(place(position) + "no match found, expected: " + what);
    }

    private List<String> pointer(final String expected) throws FilterException {
        final String path = quoted();
        if (!path.startsWith("/") || path.length() == 1) {
            throw expected(expected);
        }
        final List<String> parts = new ArrayList<>();
        for (final String part : path.substring(1).split("/", -1)) {
            parts.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return parts;
    }

    private String number() throws FilterException {
        final int start = position;
        if (peek() == '-') {
            position++;
        }
        if (peek() == '0') {
            position++;
        } else {
            skipDigits();
        }
        if (peek() == '.') {
            position++;
            skipDigits();
        }
        if (!isAtEnd() && " \t\r\n)}".indexOf(peek()) < 0) {
            throw FilterException.unreadable(place(position) + "rule \"number\": Invalid number literal");
        }
        return text.substring(start, position);
    }

    private void skipDigits() {
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
    }

    private String quoted() throws FilterException {
        final char quote = peek();
        final StringBuilder value = new StringBuilder();
        position++;
        while (!isAtEnd()) {
            final char c = text.charAt(position++);
            if (c == quote) {
                return value.toString();
            }
            if (c == '\\' && quote == '"' && !isAtEnd()) {
                value.append(unescaped(text.charAt(position++)));
            } else {
                value.append(c);
            }
        }
        throw FilterException.unreadable(place(position) + "rule \"string\": Unterminated string literal");
    }

    private static String unescaped(final char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '"', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private String word() {
        final int start = position;
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** A field may have the name of a keyword: then an operator follows. */
    private boolean isFollowedByOperator(final int end) {
        int next = end;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return text.startsWith("==", next) || text.startsWith("!=", next);
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private String place(final int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return line + ":" + column + " (" + offset + "): ";
    }

    private static boolean isLetter(final char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isNamePart(final char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '_' || c == '/';
    }
}
