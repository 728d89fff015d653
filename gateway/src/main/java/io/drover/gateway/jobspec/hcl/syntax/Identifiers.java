package io.drover.gateway.jobspec.hcl.syntax;

/** Names that need no quotes. */
public final class Identifiers {

    private Identifiers() {}

    /** Tells whether a text is a name: a letter or underscore, then letters, digits, underscores and dashes. */
    public static boolean isValid(final String text) {
        return !text.isEmpty()
                && Lexer.isIdentifierStart(text.codePointAt(0))
                && text.codePoints().allMatch(Lexer::isIdentifierPart);
    }
}
