package io.drover.gateway.jobspec.hcl.function;

/** A place in a YAML text, and what can be told of the characters there. */
final class YamlCursor {

    private final String text;
    private int position;
    private int line = 1;
    private int lineStart;

    YamlCursor(final String text) {
        this.text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    String text() {
        return text;
    }

    int position() {
        return position;
    }

    int line() {
        return line;
    }

    int column() {
        return position - lineStart;
    }

    /** Returns the character here, NUL at the end of the text. */
    char current() {
        return at(position);
    }

    char at(final int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    /** Moves on, keeping count of lines. */
    void advance(final int length) {
        for (int i = 0; i < length && position < text.length(); i++) {
            if (text.charAt(position++) == '\n') {
                line++;
                lineStart = position;
            }
        }
    }

    /** Tells whether the text or its document ends here. */
    boolean isAtEnd() {
        return position >= text.length() || isMarker("---") || isMarker("...");
    }

    private boolean isMarker(final String marker) {
        return column() == 0 && text.startsWith(marker, position) && isSpace(at(position + 3));
    }

    boolean isFirstOnLine() {
        return text.substring(lineStart, position).isBlank();
    }

    /** Tells whether an indicator stands here: the character and white space after it. */
    boolean isIndicator(final char indicator) {
        return current() == indicator && isSpace(at(position + 1));
    }

    /** Tells of white space, line ends and the end of the text. */
    static boolean isSpace(final char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\0';
    }

    void skipBlanks() {
        while (current() == ' ' || current() == '\t') {
            advance(1);
        }
    }

    /** Skips white space and comments over any number of lines; tells whether a line ended. */
    boolean skipToToken() throws FunctionException {
        final int startLine = line;
        boolean hasTab = false;
        while (position < text.length()) {
            final char c = current();
            if (c == '#' && (position == 0 || isSpace(at(position - 1)))) {
                while (position < text.length() && current() != '\n') {
                    advance(1);
                }
            } else if (c == '\n') {
                advance(1);
                hasTab = false;
            } else if (c == ' ' || c == '\t') {
                hasTab |= c == '\t' && line != startLine;
                advance(1);
            } else {
                break;
            }
        }
        if (hasTab && position < text.length()) {
            throw error("found character that cannot start any token");
        }
        return line != startLine;
    }

    void skipSpaceInFlow() throws FunctionException {
        while (position < text.length() && (isSpace(current()) || current() == '#')) {
            if (current() == '#') {
                if (!isSpace(at(position - 1))) {
                    return;
                }
                while (position < text.length() && current() != '\n') {
                    advance(1);
                }
            } else {
                advance(1);
            }
        }
        if (position >= text.length()) {
            throw error("did not find the end of the flow collection");
        }
    }

    /** Reads an anchor, alias or tag. */
    String word() throws FunctionException {
        final int start = position;
        advance(1);
        while (!isSpace(current()) && ",[]{}".indexOf(current()) < 0) {
            advance(1);
        }
        final String word = text.substring(start, position);
        if (word.length() == 1 && word.charAt(0) != '!') {
            throw error("did not find expected alphabetic or numeric character");
        }
        return word.startsWith("!<tag:yaml.org,2002:") ? "!!" + word.substring(20, word.length() - 1) : word;
    }

    /** Tells whether a name and its colon stand here, all on this line. */
    boolean startsImplicitKey() {
        int end = position;
        final char first = current();
        if (first == '"' || first == '\'') {
            end = quotedEnd(first);
        } else if ("[{|>%@`".indexOf(first) >= 0) {
            return false;
        } else {
            while (at(end) != '\n' && at(end) != '\0' && !(at(end) == ':' && isSpace(at(end + 1)))) {
                if (at(end) == '#' && end > position && isSpace(at(end - 1))) {
                    return false;
                }
                end++;
            }
        }
        while (at(end) == ' ' || at(end) == '\t') {
            end++;
        }
        return at(end) == ':' && isSpace(at(end + 1));
    }

    private int quotedEnd(final char quote) {
        int end = position + 1;
        while (end < text.length() && text.charAt(end) != '\n') {
            if (text.charAt(end) == '\\' && quote == '"') {
                end++;
            } else if (text.charAt(end) == quote) {
                if (quote == '"' || at(end + 1) != quote) {
                    return end + 1;
                }
                end++;
            }
            end++;
        }
        return Math.min(end, text.length());
    }

    void startOfDocument() throws FunctionException {
        if (text.startsWith("\ufeff")) {
            advance(1);
            lineStart = position;
        }
        skipToToken();
        while (current() == '%' && column() == 0) {
            while (position < text.length() && current() != '\n') {
                advance(1);
            }
            skipToToken();
        }
        if (isMarker("---")) {
            advance(3);
        }
    }

    void endOfDocument() throws FunctionException {
        skipToToken();
        if (isMarker("...")) {
            advance(3);
            skipToToken();
        }
        if (isMarker("---")) {
            throw error("only a single document is allowed");
        }
        if (position < text.length()) {
            throw error("did not find expected <document start>");
        }
    }

    FunctionException error(final String message) {
        return new FunctionException(0, "on line " + line + ", column " + (column() + 1) + ": " + message);
    }
}
