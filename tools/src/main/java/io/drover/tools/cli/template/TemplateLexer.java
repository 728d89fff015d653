package io.drover.tools.cli.template;

import io.drover.tools.cli.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens. Trims text next to braces with a dash and leaves out comments. */
final class TemplateLexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private boolean isTrimmingNext;

    private TemplateLexer(final String text) {
        this.text = text;
    }

    static List<Token> tokens(final String text) throws TemplateException {
        final TemplateLexer lexer = new TemplateLexer(text);
        while (lexer.position < text.length()) {
            lexer.plain();
            if (lexer.position < text.length()) {
                lexer.action();
            }
        }
        lexer.add(Kind.END, "", text.length());
        return lexer.tokens;
    }

    private void plain() {
        final int found = text.indexOf(OPEN, position);
        final int end = found < 0 ? text.length() : found;
        String plain = text.substring(position, end);
        if (isTrimmingNext) {
            plain = plain.stripLeading();
            isTrimmingNext = false;
        }
        if (isTrimMark(end + OPEN.length())) {
            plain = plain.stripTrailing();
        }
        if (!plain.isEmpty()) {
            add(Kind.TEXT, plain, position);
        }
        position = end;
    }

    /** True at the dash after opening braces, which a blank must follow. */
    private boolean isTrimMark(final int offset) {
        return offset + 1 < text.length()
                && text.charAt(offset) == '-'
                && Character.isWhitespace(text.charAt(offset + 1));
    }

    private void action() throws TemplateException {
        final int start = position;
        position += OPEN.length();
        if (isTrimMark(position)) {
            position++;
        }
        skipSpace();
        if (text.startsWith("/*", position)) {
            comment(start);
            return;
        }
        add(Kind.OPEN, OPEN, start);
        while (!closes()) {
            if (position >= text.length()) {
                throw TemplateException.inLine(text, start, "unclosed action");
            }
            token();
        }
        add(Kind.CLOSE, CLOSE, position);
        position += CLOSE.length();
    }

    private void comment(final int start) throws TemplateException {
        final int end = text.indexOf("*/", position);
        if (end < 0) {
            throw TemplateException.inLine(text, start, "unclosed comment");
        }
        position = end + 2;
        if (!closes()) {
            throw TemplateException.inLine(text, start, "comment ends before closing delimiter");
        }
        position += CLOSE.length();
    }

    /** True at the end of an action; steps over the dash and the blanks in front of it. */
    private boolean closes() {
        int i = position;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        if (i > position && text.startsWith("-" + CLOSE, i)) {
            position = i + 1;
            isTrimmingNext = true;
            return true;
        }
        if (text.startsWith(CLOSE, i)) {
            position = i;
            return true;
        }
        return false;
    }

    private void token() throws TemplateException {
        final int start = position;
        final char c = text.charAt(position);
        if (Character.isWhitespace(c)) {
            skipSpace();
            add(Kind.SPACE, " ", start);
        } else if (c == '"') {
            quoted();
        } else if (c == '`') {
            rawQuoted();
        } else if (c == '.' && isDigitAt(position + 1) || isDigitAt(position) || isSignedNumber(c)) {
            number();
        } else if (c == '.') {
            position++;
            final String name = name();
            add(name.isEmpty() ? Kind.DOT : Kind.FIELD, '.' + name, start);
        } else if (c == '$') {
            position++;
            add(Kind.VARIABLE, '$' + name(), start);
        } else if (Character.isLetter(c) || c == '_') {
            add(Kind.NAME, name(), start);
        } else {
            sign(c);
        }
    }

    private boolean isSignedNumber(final char c) {
        return (c == '-' || c == '+') && isDigitAt(position + 1);
    }

    private boolean isDigitAt(final int offset) {
        return offset < text.length() && text.charAt(offset) >= '0' && text.charAt(offset) <= '9';
    }

    private void number() {
        final int start = position++;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '.')) {
            position++;
        }
        add(Kind.NUMBER, text.substring(start, position), start);
    }

    private String name() {
        final int start = position;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
            position++;
        }
        return text.substring(start, position);
    }

    private void sign(final char c) throws TemplateException {
        final int start = position;
        if (text.startsWith(":=", position)) {
            position += 2;
            add(Kind.SIGN, ":=", start);
            return;
        }
        if ("|(),=".indexOf(c) < 0) {
            throw TemplateException.inLine(text, start, "unexpected \"" + c + "\" in command");
        }
        position++;
        add(Kind.SIGN, String.valueOf(c), start);
    }

    private void quoted() throws TemplateException {
        final int start = position++;
        final StringBuilder value = new StringBuilder();
        while (position < text.length() && text.charAt(position) != '"') {
            if (text.charAt(position) == '\n') {
                break;
            }
            value.append(text.charAt(position) == '\\' ? escape() : text.charAt(position));
            position++;
        }
        if (position >= text.length() || text.charAt(position) != '"') {
            throw TemplateException.inLine(text, start, "unterminated quoted string");
        }
        position++;
        add(Kind.STRING, value.toString(), start);
    }

    private char escape() {
        position++;
        final char c = position < text.length() ? text.charAt(position) : '\\';
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    private void rawQuoted() throws TemplateException {
        final int end = text.indexOf('`', position + 1);
        if (end < 0) {
            throw TemplateException.inLine(text, position, "unterminated raw quoted string");
        }
        add(Kind.STRING, text.substring(position + 1, end), position);
        position = end + 1;
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private void add(final Kind kind, final String value, final int offset) {
        tokens.add(new Token(kind, value, offset));
    }
}
