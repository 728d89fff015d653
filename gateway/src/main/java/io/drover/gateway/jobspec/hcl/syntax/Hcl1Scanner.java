package io.drover.gateway.jobspec.hcl.syntax;

import java.util.ArrayList;
import java.util.List;

/** Reads the words and texts of the older form; blanks, line breaks and comments between them mean nothing. */
final class Hcl1Scanner {

    private static final String WORD_SIGNS = "-._:+";

    private final SourceText source;
    private final String text;
    private int position;

    Hcl1Scanner(final SourceText source) {
        this.source = source;
        this.text = source.text();
        this.position = text.startsWith("\ufeff") ? 1 : 0;
    }

    /** Goes to the next character that means something and returns it, 0 at the end. */
    char peek() throws SyntaxError {
        while (position < text.length()) {
            final char c = text.charAt(position);
            if (c == '#' || text.startsWith("//", position)) {
                final int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", position)) {
                final int end = text.indexOf("*/", position + 2);
                if (end < 0) {
                    throw error("comment not terminated");
                }
                position = end + 2;
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                position++;
            } else {
                return c;
            }
        }
        return '\0';
    }

    int position() throws SyntaxError {
        peek();
        return position;
    }

    void skip() {
        position++;
    }

    SourceRange since(final int start) {
        return new SourceRange(source, start, Math.max(start, position));
    }

    SyntaxError error(final String problem) {
        return error(problem, 0);
    }

    /** An error about the end of the text, which the older form places one column further. */
    SyntaxError errorAtEnd(final String problem) {
        return error(problem + " got: EOF", 1);
    }

    private SyntaxError error(final String problem, final int columns) {
        final int at = Math.min(position, text.length());
        final SourceRange range = new SourceRange(source, at, at);
        return new SyntaxError(
                "At " + range.line() + ":" + (range.column() + columns) + ": " + problem, problem + ".", range);
    }

    /** Reads a name, quoted or not. */
    String name() throws SyntaxError {
        return peek() == '"' ? quoted() : word();
    }

    String word() throws SyntaxError {
        peek();
        final int start = position;
        while (position < text.length() && isWordPart(text.charAt(position))) {
            position++;
        }
        if (position == start) {
            throw error(
                    position < text.length()
                            ? "illegal character '" + text.charAt(position) + "'"
                            : "unexpected end of file");
        }
        return text.substring(start, position);
    }

    private static boolean isWordPart(final char c) {
        return Character.isLetterOrDigit(c) || WORD_SIGNS.indexOf(c) >= 0;
    }

    /** Reads a quoted text or a heredoc. */
    String text() throws SyntaxError {
        return peek() == '"' ? quoted() : heredoc();
    }

    private String quoted() throws SyntaxError {
        final StringBuilder result = new StringBuilder();
        int braces = 0;
        position++;
        while (true) {
            if (position >= text.length() || (text.charAt(position) == '\n' && braces == 0)) {
                throw error("literal not terminated");
            }
            final char c = text.charAt(position++);
            if (c == '"' && braces == 0) {
                return result.toString();
            }
            if (c == '\\' && braces == 0) {
                escape(result);
                continue;
            }
            if (c == '{' && (braces > 0 || text.charAt(position - 2) == '$')) {
                braces++;
            } else if (c == '}' && braces > 0) {
                braces--;
            }
            result.append(c);
        }
    }

    private void escape(final StringBuilder result) throws SyntaxError {
        final char c = position < text.length() ? text.charAt(position++) : '\0';
        switch (c) {
            case 'n' -> result.append('\n');
            case 't' -> result.append('\t');
            case 'r' -> result.append('\r');
            case '"', '\\' -> result.append(c);
            case 'u' -> codePoint(4, result);
            case 'U' -> codePoint(8, result);
            default -> throw error("illegal char escape");
        }
    }

    private void codePoint(final int digits, final StringBuilder result) throws SyntaxError {
        final int end = position + digits;
        int value = 0;
        for (; position < Math.min(end, text.length()); position++) {
            final int digit = Character.digit(text.charAt(position), 16);
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                throw error("illegal char escape");
            }
            value = value * 16 + digit;
        }
        if (position < end || !Character.isValidCodePoint(value)) {
            throw error("illegal char escape");
        }
        result.appendCodePoint(value);
    }

    private String heredoc() throws SyntaxError {
        if (!text.startsWith("<<", position)) {
            throw error("illegal character '" + text.charAt(position) + "'");
        }
        final boolean isIndented = text.startsWith("<<-", position);
        final int nameStart = position + (isIndented ? 3 : 2);
        int lineEnd = text.indexOf('\n', nameStart);
        final String marker =
                lineEnd < 0 ? "" : text.substring(nameStart, lineEnd).strip();
        if (marker.isEmpty()) {
            throw error("zero-length heredoc anchor");
        }
        final List<String> lines = new ArrayList<>();
        while (true) {
            final int start = lineEnd + 1;
            lineEnd = text.indexOf('\n', start);
            if (start >= text.length()) {
                throw error("heredoc not terminated");
            }
            final String line = text.substring(start, lineEnd < 0 ? text.length() : lineEnd);
            if (line.strip().equals(marker)) {
                position = lineEnd < 0 ? text.length() : lineEnd;
                return isIndented ? withoutIndent(lines) : String.join("", lines);
            }
            if (lineEnd < 0) {
                throw error("heredoc not terminated");
            }
            lines.add(line + "\n");
        }
    }

    /** Takes away the blanks that all lines start with. */
    private static String withoutIndent(final List<String> lines) {
        int common = Integer.MAX_VALUE;
        for (final String line : lines) {
            int blanks = 0;
            while (line.charAt(blanks) == ' ' || line.charAt(blanks) == '\t') {
                blanks++;
            }
            if (line.charAt(blanks) != '\n') {
                common = Math.min(common, blanks);
            }
        }
        final StringBuilder result = new StringBuilder();
        for (final String line : lines) {
            result.append(line.substring(Math.min(common, line.length() - 1)));
        }
        return result.toString();
    }
}
