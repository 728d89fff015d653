package io.drover.gateway.jobspec.hcl.syntax;

import java.util.List;

/**
 * The tokens of a text with one token of look-ahead. Comments are skipped always, line breaks only where they mean nothing:
 * inside brackets and parentheses.
 */
final class TokenStream {

    /** Brackets inside brackets; far above what people write, far below what a thread's stack holds. */
    private static final int MAX_DEPTH = 200;

    private final SourceText source;
    private final List<Token> tokens;
    private int next;
    private int previousEnd;
    private int depth;
    private boolean skipsNewlines;

    TokenStream(final SourceText source) {
        this(source, Lexer.tokens(source.text()));
    }

    private TokenStream(final SourceText source, final List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /** Makes the tokens of a text that is one template without quotes around it. */
    static TokenStream ofTemplate(final SourceText source) {
        return new TokenStream(source, Lexer.templateTokens(source.text()));
    }

    /** Sets whether line breaks are skipped and returns what was set before. */
    boolean skipNewlines(final boolean skip) {
        final boolean before = skipsNewlines;
        skipsNewlines = skip;
        return before;
    }

    Token peek() {
        while (isSkipped(tokens.get(next).type())) {
            next++;
        }
        return tokens.get(next);
    }

    TokenType peekType() {
        return peek().type();
    }

    Token read() {
        final Token token = peek();
        if (token.type() != TokenType.END_OF_FILE) {
            next++;
        }
        previousEnd = token.end();
        return token;
    }

    /** Returns the next token without skipping anything, for look-ahead over line breaks. */
    TokenType peekBeyondNewlines() {
        int index = next;
        while (tokens.get(index).type() == TokenType.COMMENT
                || tokens.get(index).type() == TokenType.NEWLINE) {
            index++;
        }
        return tokens.get(index).type();
    }

    /** Tells whether the next token that is no line break is a given word. */
    boolean isWordBeyondNewlines(final String word) {
        int index = next;
        while (tokens.get(index).type() == TokenType.COMMENT
                || tokens.get(index).type() == TokenType.NEWLINE) {
            index++;
        }
        final Token token = tokens.get(index);
        return token.type() == TokenType.IDENTIFIER && text(token).equals(word);
    }

    boolean isWord(final String word) {
        final Token token = peek();
        return token.type() == TokenType.IDENTIFIER && text(token).equals(word);
    }

    String text(final Token token) {
        return source.text().substring(token.start(), token.end());
    }

    SourceRange range(final Token token) {
        return new SourceRange(source, token.start(), token.end());
    }

    SourceRange nextRange() {
        return range(peek());
    }

    /** Returns the range from an offset to the end of the last token that was read. */
    SourceRange since(final int start) {
        return new SourceRange(source, start, Math.max(start, previousEnd));
    }

    /** Enters a bracket. */
    void enter() throws SyntaxError {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxError(
                    "Nested too deeply",
                    "Blocks and expressions may be nested up to " + MAX_DEPTH + " levels.",
                    nextRange());
        }
    }

    /** Leaves a bracket. */
    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    void depth(final int restored) {
        depth = restored;
    }

    private boolean isSkipped(final TokenType type) {
        return type == TokenType.COMMENT || (skipsNewlines && type == TokenType.NEWLINE);
    }
}
