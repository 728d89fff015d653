package io.drover.tools.cli.template;

/**
 * A piece of a template.
 *
 * @param kind what it is.
 * @param text its text; of strings the value, of all else as written.
 * @param offset where it starts in the template.
 */
record Token(Kind kind, String text, int offset) {
    /** What a token is. */
    enum Kind {
        /** Text outside of actions. */
        TEXT,
        /** The start of an action. */
        OPEN,
        /** The end of an action. */
        CLOSE,
        /** A name, such as a function or a keyword. */
        NAME,
        /** A field such as {@code .Name}, with its dot. */
        FIELD,
        /** The dot alone. */
        DOT,
        /** A variable such as {@code $x}. */
        VARIABLE,
        /** A string or character sequence in quotes. */
        STRING,
        /** A number. */
        NUMBER,
        /** Punctuation: {@code | ( ) , = :=}. */
        SIGN,
        /** Blanks, which separate operands. */
        SPACE,
        /** The end of the template. */
        END
    }

    boolean is(final Kind other) {
        return kind == other;
    }

    boolean isSign(final String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(final String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
