package io.drover.gateway.jobspec.hcl.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Splits a text into tokens. Never fails: what it does not know becomes an {@link TokenType#INVALID} token, about which the
 * parser complains with a position.
 *
 * <p>Quoted strings, heredocs and the expressions inside their {@code ${…}} nest in each other, so the lexer keeps a stack of
 * modes. Comments are tokens (the formatter needs them) and never include the end of their line.
 */
final class Lexer {

    /** What the characters mean at the current nesting. */
    private enum Kind {
        PLAIN,
        QUOTED,
        HEREDOC
    }

    private static final class Mode {
        private final Kind kind;
        private final String marker;
        private int braceDepth;
        private boolean isAtLineStart = true;

        Mode(final Kind kind, final String marker) {
            this.kind = kind;
            this.marker = marker;
        }
    }

    /** Equals no line. */
    private static final String NO_MARKER = "\n";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Mode> modes = new ArrayDeque<>();
    private int position;

    private Lexer(final String text, final Mode outermost) {
        this.text = text;
        modes.push(outermost);
    }

    static List<Token> tokens(final String text) {
        return run(new Lexer(text, new Mode(Kind.PLAIN, "")));
    }

    /** Splits a text that is one template without quotes around it: a heredoc that ends with the text. */
    static List<Token> templateTokens(final String text) {
        return run(new Lexer(text, new Mode(Kind.HEREDOC, NO_MARKER)));
    }

    private static List<Token> run(final Lexer lexer) {
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        if (modes.element().kind == Kind.PLAIN && text.startsWith("\ufeff")) {
            position = 1;
        }
        while (position < text.length()) {
            final Mode mode = modes.element();
            switch (mode.kind) {
                case PLAIN -> plain(mode);
                case QUOTED -> quoted();
                case HEREDOC -> heredoc(mode);
            }
        }
        tokens.add(new Token(TokenType.END_OF_FILE, text.length(), text.length()));
    }

    private void plain(final Mode mode) {
        final char c = text.charAt(position);
        if (c == ' ' || c == '\t') {
            position++;
        } else if (c == '\n') {
            emit(TokenType.NEWLINE, 1);
        } else if (c == '\r' && at(position + 1) == '\n') {
            emit(TokenType.NEWLINE, 2);
        } else if (c >= '0' && c <= '9') {
            emit(TokenType.NUMBER, numberEnd() - position);
        } else if (isIdentifierStart(text.codePointAt(position))) {
            emit(TokenType.IDENTIFIER, identifierEnd(position) - position);
        } else if (c == '#' || (c == '/' && at(position + 1) == '/')) {
            emit(TokenType.COMMENT, lineEnd(position) - position);
        } else if (c == '/' && at(position + 1) == '*') {
            blockComment();
        } else if (c == '"') {
            emit(TokenType.OPEN_QUOTE, 1);
            modes.push(new Mode(Kind.QUOTED, ""));
        } else if (c == '<' && at(position + 1) == '<' && startsHeredoc()) {
            openHeredoc();
        } else {
            symbol(mode, c);
        }
    }

    private void symbol(final Mode mode, final char c) {
        if (c == '{') {
            mode.braceDepth++;
            emit(TokenType.OPEN_BRACE, 1);
        } else if (c == '}' || (c == '~' && at(position + 1) == '}')) {
            closeBrace(mode, c == '}' ? 1 : 2);
        } else if (c == '.' && text.startsWith("...", position)) {
            emit(TokenType.ELLIPSIS, 3);
        } else {
            final TokenType two = twoCharacterSymbol(c, at(position + 1));
            if (two != TokenType.INVALID) {
                emit(two, 2);
            } else {
                emit(oneCharacterSymbol(c), Character.charCount(text.codePointAt(position)));
            }
        }
    }

    private void closeBrace(final Mode mode, final int length) {
        if (mode.braceDepth == 0 && modes.size() > 1) {
            emit(TokenType.TEMPLATE_END, length);
            modes.pop();
            return;
        }
        mode.braceDepth--;
        emit(length == 1 ? TokenType.CLOSE_BRACE : TokenType.TEMPLATE_END, length);
    }

    private static TokenType twoCharacterSymbol(final char first, final char second) {
        if (second == '=') {
            return switch (first) {
                case '=' -> TokenType.EQUAL_OP;
                case '!' -> TokenType.NOT_EQUAL;
                case '<' -> TokenType.LESS_OR_EQUAL;
                case '>' -> TokenType.GREATER_OR_EQUAL;
                default -> TokenType.INVALID;
            };
        }
        if (first == '=') {
            return second == '>' ? TokenType.FAT_ARROW : TokenType.INVALID;
        }
        if (first != second) {
            return TokenType.INVALID;
        }
        return switch (first) {
            case '&' -> TokenType.AND;
            case '|' -> TokenType.OR;
            case ':' -> TokenType.DOUBLE_COLON;
            default -> TokenType.INVALID;
        };
    }

    private static TokenType oneCharacterSymbol(final char c) {
        return switch (c) {
            case '[' -> TokenType.OPEN_BRACKET;
            case ']' -> TokenType.CLOSE_BRACKET;
            case '(' -> TokenType.OPEN_PAREN;
            case ')' -> TokenType.CLOSE_PAREN;
            case '.' -> TokenType.DOT;
            case ',' -> TokenType.COMMA;
            case ':' -> TokenType.COLON;
            case '?' -> TokenType.QUESTION;
            case '=' -> TokenType.EQUALS;
            case '<' -> TokenType.LESS;
            case '>' -> TokenType.GREATER;
            case '!' -> TokenType.BANG;
            case '+' -> TokenType.PLUS;
            case '-' -> TokenType.MINUS;
            case '*' -> TokenType.STAR;
            case '/' -> TokenType.SLASH;
            case '%' -> TokenType.PERCENT;
            case '&', '|', '~', '^', ';', '`', '\'' -> TokenType.UNSUPPORTED;
            default -> TokenType.INVALID;
        };
    }

    private void blockComment() {
        final int close = text.indexOf("*/", position + 2);
        if (close < 0) {
            emit(TokenType.INVALID, text.length() - position);
        } else {
            emit(TokenType.COMMENT, close + 2 - position);
        }
    }

    private int numberEnd() {
        int end = position;
        int lastDigit = position;
        while (end < text.length()) {
            final char c = text.charAt(end);
            if (c >= '0' && c <= '9') {
                lastDigit = ++end;
            } else if (c == '.') {
                end++;
            } else if ((c == 'e' || c == 'E') && exponentLength(end) > 0) {
                end += exponentLength(end);
                lastDigit = end;
            } else {
                break;
            }
        }
        return lastDigit;
    }

    /** Returns the length of {@code e}, an optional sign and one digit at an offset, or zero. */
    private int exponentLength(final int offset) {
        final char next = at(offset + 1);
        if (next >= '0' && next <= '9') {
            return 2;
        }
        final char afterSign = at(offset + 2);
        return (next == '+' || next == '-') && afterSign >= '0' && afterSign <= '9' ? 3 : 0;
    }

    private boolean startsHeredoc() {
        final int name = at(position + 2) == '-' ? position + 3 : position + 2;
        if (name >= text.length() || !isIdentifierStart(text.codePointAt(name))) {
            return false;
        }
        final int end = identifierEnd(name);
        return at(end) == '\n' || (at(end) == '\r' && at(end + 1) == '\n');
    }

    private void openHeredoc() {
        final int name = at(position + 2) == '-' ? position + 3 : position + 2;
        final int end = identifierEnd(name);
        final Mode mode = new Mode(Kind.HEREDOC, text.substring(name, end));
        emit(TokenType.OPEN_HEREDOC, end + (at(end) == '\r' ? 2 : 1) - position);
        modes.push(mode);
    }

    private void quoted() {
        final char c = text.charAt(position);
        if (c == '"') {
            emit(TokenType.CLOSE_QUOTE, 1);
            modes.pop();
        } else if (c == '\n' || c == '\r') {
            emit(TokenType.QUOTED_NEWLINE, 1);
        } else if (!openSequence()) {
            emit(TokenType.QUOTED_LITERAL, quotedLiteralEnd() - position);
        }
    }

    private int quotedLiteralEnd() {
        int end = position;
        while (end < text.length()) {
            final char c = text.charAt(end);
            if (c == '"' || c == '\n' || c == '\r') {
                break;
            }
            if (c == '\\' && at(end + 1) != '\n' && at(end + 1) != '\r') {
                end += 2;
            } else if (c == '$' || c == '%') {
                final int skipped = literalMarkLength(end);
                if (skipped == 0) {
                    break;
                }
                end += skipped;
            } else {
                end++;
            }
        }
        return Math.min(end, text.length());
    }

    private void heredoc(final Mode mode) {
        if (mode.isAtLineStart) {
            final int end = lineEnd(position);
            if (end < text.length() && text.substring(position, end).strip().equals(mode.marker)) {
                emit(TokenType.CLOSE_HEREDOC, end - position);
                modes.pop();
                return;
            }
        }
        if (openSequence()) {
            mode.isAtLineStart = false;
            return;
        }
        int end = position;
        while (end < text.length() && text.charAt(end) != '\n') {
            final char c = text.charAt(end);
            final int skipped = c == '$' || c == '%' ? literalMarkLength(end) : 1;
            if (skipped == 0) {
                break;
            }
            end += skipped;
        }
        end = Math.min(end, text.length());
        mode.isAtLineStart = at(end) == '\n';
        emit(TokenType.HEREDOC_LITERAL, (mode.isAtLineStart ? end + 1 : end) - position);
    }

    /** Starts an embedded expression or directive if there is one at the position. */
    private boolean openSequence() {
        final char c = text.charAt(position);
        if ((c != '$' && c != '%') || at(position + 1) != '{') {
            return false;
        }
        final int length = at(position + 2) == '~' ? 3 : 2;
        emit(c == '$' ? TokenType.TEMPLATE_INTERPOLATION : TokenType.TEMPLATE_CONTROL, length);
        modes.push(new Mode(Kind.PLAIN, ""));
        return true;
    }

    /** Returns how many characters at a {@code $} or {@code %} are literal: none when a sequence starts there. */
    private int literalMarkLength(final int offset) {
        final char mark = text.charAt(offset);
        if (at(offset + 1) == '{') {
            return 0;
        }
        return at(offset + 1) == mark && at(offset + 2) == '{' ? 3 : 1;
    }

    private int lineEnd(final int from) {
        final int newline = text.indexOf('\n', from);
        if (newline < 0) {
            return text.length();
        }
        return newline > from && text.charAt(newline - 1) == '\r' ? newline - 1 : newline;
    }

    private int identifierEnd(final int start) {
        int end = start;
        while (end < text.length() && isIdentifierPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    static boolean isIdentifierStart(final int c) {
        return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' : isUnicodeStart(c);
    }

    static boolean isIdentifierPart(final int c) {
        if (c < 0x80) {
            return isIdentifierStart(c) || (c >= '0' && c <= '9') || c == '-';
        }
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private static boolean isUnicodeStart(final int c) {
        return Character.isUnicodeIdentifierStart(c);
    }

    private char at(final int offset) {
        return offset < text.length() ? text.charAt(offset) : '\0';
    }

    private void emit(final TokenType type, final int length) {
        tokens.add(new Token(type, position, position + length));
        position += length;
    }
}
