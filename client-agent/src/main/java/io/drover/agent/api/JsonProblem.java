package io.drover.agent.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text that is no JSON, in the words that clients know. */
final class JsonProblem {
    private static final int DEPTH_MAX = 500;
    private static final String EOF = "unexpected EOF";

    private final String text;
    private int at;

    private JsonProblem(final String text) {
        this.text = text;
    }

    /** The first problem of a text that a parser has refused. */
    static String find(final byte[] json) {
        final JsonProblem scanner = new JsonProblem(new String(json, StandardCharsets.UTF_8));
        final @Nullable String problem = scanner.value(0, "looking for beginning of value");
        return problem == null ? scanner.afterEnd() : problem;
    }

    private String afterEnd() {
        blanks();
        return at == text.length() ? EOF : wrong("after top-level value");
    }

    private @Nullable String value(final int depth, final String expectation) {
        blanks();
        if (at == text.length() || depth > DEPTH_MAX) {
            return EOF;
        }
        return switch (text.charAt(at)) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> wrong(expectation);
        };
    }

    private @Nullable String members(final int depth) {
        at++;
        blanks();
        if (isAt('}')) {
            at++;
            return null;
        }
        while (true) {
            blanks();
            if (at == text.length()) {
                return EOF;
            }
            if (!isAt('"')) {
                return wrong("looking for beginning of object key string");
            }
            @Nullable String problem = string();
            if (problem == null) {
                problem = expect(':', "after object key");
            }
            if (problem == null) {
                problem = value(depth + 1, "looking for beginning of value");
            }
            if (problem != null) {
                return problem;
            }
            blanks();
            if (isAt('}')) {
                at++;
                return null;
            }
            problem = expect(',', "after object key:value pair");
            if (problem != null) {
                return problem;
            }
        }
    }

    private @Nullable String items(final int depth) {
        at++;
        blanks();
        if (isAt(']')) {
            at++;
            return null;
        }
        while (true) {
            @Nullable String problem = value(depth + 1, "looking for beginning of value");
            if (problem != null) {
                return problem;
            }
            blanks();
            if (isAt(']')) {
                at++;
                return null;
            }
            problem = expect(',', "after array element");
            if (problem != null) {
                return problem;
            }
        }
    }

    private @Nullable String string() {
        for (at++; at < text.length(); at++) {
            final char c = text.charAt(at);
            if (c == '"') {
                at++;
                return null;
            }
            if (c < ' ') {
                return wrong("in string literal");
            }
            if (c == '\\') {
                at++;
                if (at < text.length() && "\"\\/bfnrtu".indexOf(text.charAt(at)) < 0) {
                    return wrong("in string escape code");
                }
            }
        }
        return EOF;
    }

    private @Nullable String number() {
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return null;
    }

    private @Nullable String literal(final String word) {
        for (int i = 1; i < word.length(); i++) {
            at++;
            if (at == text.length()) {
                return EOF;
            }
            if (text.charAt(at) != word.charAt(i)) {
                return wrong("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        at++;
        return null;
    }

    private @Nullable String expect(final char wanted, final String place) {
        blanks();
        if (at == text.length()) {
            return EOF;
        }
        if (!isAt(wanted)) {
            return wrong(place);
        }
        at++;
        return null;
    }

    private boolean isAt(final char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private String wrong(final String place) {
        final char c = text.charAt(at);
        final String shown = switch (c) {
            case '\'' -> "\\'";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.valueOf(c);
        };
        return "invalid character '" + shown + "' " + place;
    }
}
