package io.drover.agent.template.lang;

/**
 * A piece of a template.
 *
 * @param kind what it is.
 * @param text its text; of literals the value.
 * @param source how it is written.
 * @param offset where it begins.
 */
record Token(Kind kind, String text, String source, int offset) {
    /** What a token is. */
    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        SPACE,
        NAME,
        FIELD,
        VARIABLE,
        DOT,
        STRING,
        CHARACTER,
        NUMBER,
        SIGN,
        END
    }

    boolean is(final Kind wanted) {
        return kind == wanted;
    }

    boolean isSign(final String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(final String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** Itself in an error message. */
    String quoted() {
        if (kind == Kind.END) {
            return "EOF";
        }
        if (kind == Kind.NAME && TemplateParser.isKeyword(text)) {
            return "<" + text + ">";
        }
        final String quoted = GoText.quote(source);
        return source.length() > 10 ? GoText.quote(source.substring(0, 10)) + "..." : quoted;
    }
}
