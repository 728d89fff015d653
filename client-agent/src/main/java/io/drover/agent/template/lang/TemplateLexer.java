package io.drover.agent.template.lang;

import io.drover.agent.template.lang.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens. Trims text next to delimiters with a dash and leaves out comments. */
final class TemplateLexer {
    private static final String BLANKS = " \t\r\n";

    private final String text;
    private final String left;
    private final String right;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int depth;
    private boolean isTrimmingNext;

    private TemplateLexer(final String text, final String left, final String right) {
        this.text = text;
        this.left = left;
        this.right = right;
    }

    static List<Token> tokens(final String text, final String left, final String right) throws TemplateException {
        final TemplateLexer lexer = new TemplateLexer(text, left, right);
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
        final int found = text.indexOf(left, position);
        final int end = found < 0 ? text.length() : found;
        int from = position;
        int to = end;
        if (isTrimmingNext) {
            while (from < to && isBlank(from)) {
                from++;
            }
            isTrimmingNext = false;
        }
        if (found >= 0 && isTrimMark(end + left.length())) {
            while (to > from && isBlank(to - 1)) {
                to--;
            }
        }
        if (to > from) {
            tokens.add(new Token(Kind.TEXT, text.substring(from, to), text.substring(from, to), from));
        }
        position = end;
    }

    private boolean isBlank(final int offset) {
        return offset < text.length() && BLANKS.indexOf(text.charAt(offset)) >= 0;
    }

    /** True at the dash after a left delimiter, which a blank must follow. */
    private boolean isTrimMark(final int offset) {
        return offset < text.length() && text.charAt(offset) == '-' && isBlank(offset + 1);
    }

    private void action() throws TemplateException {
        final int start = position;
        position += left.length();
        if (isTrimMark(position)) {
            position += 2;
        }
        if (text.startsWith("/*", position)) {
            comment(start);
            return;
        }
        tokens.add(new Token(Kind.OPEN, left, left, start));
        depth = 0;
        while (!closes()) {
            if (position >= text.length()) {
                throw problem(start, "unclosed action");
            }
            token();
        }
        if (depth > 0) {
            throw problem(position, "unclosed left paren");
        }
        tokens.add(new Token(Kind.CLOSE, right, right, position));
        position += right.length();
    }

    private void comment(final int start) throws TemplateException {
        final int end = text.indexOf("*/", position + 2);
        if (end < 0) {
            throw problem(start, "unclosed comment");
        }
        position = end + 2;
        if (!closes()) {
            throw problem(start, "comment ends before closing delimiter");
        }
        position += right.length();
    }

    /** True at the end of an action; steps over the blank and the dash in front of it. */
    private boolean closes() {
        if (isBlank(position) && text.startsWith("-" + right, position + 1)) {
            position += 2;
            isTrimmingNext = true;
            return true;
        }
        return text.startsWith(right, position);
    }

    private void token() throws TemplateException {
        final int start = position;
        final char c = text.charAt(position);
        if (isBlank(position)) {
            // Up to the last blank, which may belong to a trim mark.
            while (isBlank(position) && !closesTrimmed()) {
                position++;
            }
            if (position > start) {
                add(Kind.SPACE, " ", start);
            }
        } else if (c == '"') {
            quoted();
        } else if (c == '`') {
            final int end = text.indexOf('`', position + 1);
            if (end < 0) {
                throw problem(start, "unterminated raw quoted string");
            }
            position = end + 1;
            add(Kind.STRING, text.substring(start + 1, end), start);
        } else if (c == '\'') {
            character();
        } else if (isDigit(position) || (c == '.' || c == '-' || c == '+') && isNumberAfterSign()) {
            number();
        } else if (c == '.') {
            position++;
            final String name = name();
            add(name.isEmpty() ? Kind.DOT : Kind.FIELD, name, start);
            requireTerminator();
        } else if (c == '$') {
            position++;
            add(Kind.VARIABLE, '$' + name(), start);
            requireTerminator();
        } else if (isNamePart(c)) {
            add(Kind.NAME, name(), start);
            requireTerminator();
        } else {
            sign(c);
        }
    }

    private boolean closesTrimmed() {
        return isBlank(position) && text.startsWith("-" + right, position + 1);
    }

    private boolean isNumberAfterSign() {
        return isDigit(position + 1)
                || text.charAt(position) != '.'
                        && position + 1 < text.length()
                        && text.charAt(position + 1) == '.'
                        && isDigit(position + 2);
    }

    private boolean isDigit(final int offset) {
        return offset < text.length() && text.charAt(offset) >= '0' && text.charAt(offset) <= '9';
    }

    private static boolean isNamePart(final char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private void number() {
        final int start = position++;
        while (position < text.length()) {
            final char c = text.charAt(position);
            final boolean isExponentSign = (c == '+' || c == '-')
                    && "eEpP".indexOf(text.charAt(position - 1)) >= 0
                    && !text.startsWith("0x", start);
            if (!isNamePart(c) && c != '.' && !isExponentSign) {
                break;
            }
            position++;
        }
        add(Kind.NUMBER, text.substring(start, position), start);
    }

    private String name() {
        final int start = position;
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private void sign(final char c) throws TemplateException {
        final int start = position;
        position += c == ':' ? 2 : 1;
        final String sign = text.substring(start, Math.min(position, text.length()));
        switch (sign) {
            case ":=", "=", "|", "," -> {}
            case "(" -> depth++;
            case ")" -> {
                depth--;
                if (depth < 0) {
                    throw problem(start, "unexpected right paren");
                }
            }
            default -> {
                if (c == ':') {
                    throw problem(start, "expected :=");
                }
                if (c <= ' ' || c > '~') {
                    throw problem(start, "unrecognized character in action: " + named(c));
                }
            }
        }
        add(Kind.SIGN, sign, start);
    }

    /** What may follow a name: anything else is a slip such as a dash inside of it. */
    private void requireTerminator() throws TemplateException {
        if (position >= text.length() || isBlank(position) || text.startsWith(right, position)) {
            return;
        }
        final char c = text.charAt(position);
        if (".,|:()=".indexOf(c) < 0) {
            throw problem(position, "bad character " + named(c));
        }
    }

    private static String named(final char c) {
        return String.format("U+%04X '%c'", (int) c, c);
    }

    private void quoted() throws TemplateException {
        final int start = position++;
        while (position < text.length() && text.charAt(position) != '"' && text.charAt(position) != '\n') {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= text.length() || text.charAt(position) != '"') {
            throw problem(start, "unterminated quoted string");
        }
        position++;
        add(Kind.STRING, unquoted(start), start);
    }

    private void character() throws TemplateException {
        final int start = position++;
        while (position < text.length() && text.charAt(position) != '\'' && text.charAt(position) != '\n') {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= text.length() || text.charAt(position) != '\'') {
            throw problem(start, "unterminated character constant");
        }
        position++;
        final String value = unquoted(start);
        if (value.codePointCount(0, value.length()) != 1) {
            throw problem(start, "malformed character constant: " + text.substring(start, position));
        }
        add(Kind.CHARACTER, value, start);
    }

    private String unquoted(final int start) throws TemplateException {
        final String literal = text.substring(start, position);
        final String value = Escapes.unquote(literal);
        if (value == null) {
            throw problem(start, "invalid syntax");
        }
        return value;
    }

    private TemplateException problem(final int offset, final String problem) {
        return TemplateException.reading(text, offset, problem);
    }

    private void add(final Kind kind, final String value, final int start) {
        tokens.add(new Token(kind, value, text.substring(start, Math.min(position, text.length())), start));
    }
}
