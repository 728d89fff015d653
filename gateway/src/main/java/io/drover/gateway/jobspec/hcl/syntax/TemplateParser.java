package io.drover.gateway.jobspec.hcl.syntax;

import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses quoted texts and heredocs with their {@code ${…}} sequences and {@code %{…}} directives.
 *
 * <p>First the text is cut into pieces, with escapes decoded and white space trimmed where {@code ~} or {@code <<-} say so;
 * then the pieces become expressions, directives taking what stands between them.
 */
final class TemplateParser {

    /** A cut of a template. */
    private sealed interface Piece {
        SourceRange range();
    }

    private record LiteralPiece(String text, SourceRange range) implements Piece {}

    private record ExpressionPiece(Expression expression, SourceRange range) implements Piece {}

    private record IfPiece(Expression condition, SourceRange range) implements Piece {}

    private record ForPiece(Expression.For loop, SourceRange range) implements Piece {}

    /** {@code else}, {@code endif} or {@code endfor}. */
    private record EndPiece(String word, SourceRange range) implements Piece {}

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    TemplateParser(final TokenStream tokens, final ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Parses the quoted text or heredoc whose opening token is next. */
    Expression template() throws SyntaxError {
        final Token open = tokens.read();
        final boolean isHeredoc = open.type() == TokenType.OPEN_HEREDOC;
        final TokenType close = isHeredoc ? TokenType.CLOSE_HEREDOC : TokenType.CLOSE_QUOTE;
        final boolean skipped = tokens.skipNewlines(false);
        List<Piece> pieces = pieces(close, open);
        tokens.skipNewlines(skipped);
        if (isHeredoc && tokens.text(open).startsWith("<<-")) {
            pieces = withoutIndentation(pieces);
        }
        return assembled(pieces, tokens.since(open.start()));
    }

    /** Parses a whole text that is a template without quotes around it. */
    Expression bareTemplate() throws SyntaxError {
        final Token start = tokens.peek();
        return assembled(pieces(TokenType.END_OF_FILE, start), tokens.since(start.start()));
    }

    private Expression assembled(final List<Piece> pieces, final SourceRange range) throws SyntaxError {
        if (pieces.size() == 1 && pieces.get(0) instanceof ExpressionPiece only) {
            return new Expression.TemplateWrap(only.expression(), range);
        }
        final Assembler assembler = new Assembler(pieces, range);
        final List<Expression> parts = assembler.all();
        if (parts.isEmpty()) {
            return new Expression.Literal(HclValue.of(""), range);
        }
        if (parts.size() == 1 && parts.get(0) instanceof Expression.Literal literal) {
            return new Expression.Literal(literal.value(), range);
        }
        return new Expression.Template(List.copyOf(parts), range);
    }

    /** Parses the quoted text whose opening token is next and refuses sequences in it. */
    String literalText() throws SyntaxError {
        final Token open = tokens.read();
        final StringBuilder text = new StringBuilder();
        while (true) {
            final Token token = tokens.read();
            switch (token.type()) {
                case CLOSE_QUOTE -> {
                    return text.toString();
                }
                case QUOTED_LITERAL -> text.append(StringLiterals.unescape(tokens.range(token), true));
                case TEMPLATE_INTERPOLATION, TEMPLATE_CONTROL -> {
                    final String mark = token.type() == TokenType.TEMPLATE_CONTROL ? "%" : "$";
                    throw new SyntaxError(
                            "Invalid string literal",
                            "Template sequences are not allowed in this string. To include a literal \"" + mark
                                    + "\", double it (as \"" + mark + mark + "\") to escape it.",
                            tokens.range(token));
                }
                case END_OF_FILE ->
                    throw new SyntaxError(
                            "Unterminated string literal",
                            "Unable to find the closing quote mark before the end of the file.",
                            tokens.range(open));
                default ->
                    throw new SyntaxError(
                            "Invalid string literal",
                            "This item is not valid in a string literal.",
                            tokens.range(token));
            }
        }
    }

    private List<Piece> pieces(final TokenType close, final Token open) throws SyntaxError {
        final List<Piece> pieces = new ArrayList<>();
        boolean trimsNext = false;
        while (true) {
            final Token token = tokens.read();
            if (token.type() == close) {
                return pieces;
            }
            switch (token.type()) {
                case QUOTED_LITERAL, HEREDOC_LITERAL -> {
                    final SourceRange range = tokens.range(token);
                    final String text = StringLiterals.unescape(range, token.type() == TokenType.QUOTED_LITERAL);
                    pieces.add(new LiteralPiece(trimsNext ? text.stripLeading() : text, range));
                    trimsNext = false;
                }
                case TEMPLATE_INTERPOLATION, TEMPLATE_CONTROL -> {
                    if (token.end() - token.start() == 3 && !trimsNext) {
                        trimLast(pieces);
                    }
                    trimsNext = sequence(token, pieces);
                }
                case QUOTED_NEWLINE ->
                    throw new SyntaxError(
                            "Invalid multi-line string",
                            "Quoted strings may not be split over multiple lines. To produce a multi-line string, either use"
                                    + " the \\n escape to represent a newline character or use the \"heredoc\" multi-line"
                                    + " template syntax.",
                            tokens.range(open).to(tokens.range(token)));
                default ->
                    throw new SyntaxError(
                            "Unterminated template string",
                            "No closing marker was found for the string.",
                            tokens.range(open));
            }
        }
    }

    private static void trimLast(final List<Piece> pieces) {
        if (!pieces.isEmpty() && pieces.get(pieces.size() - 1) instanceof LiteralPiece literal) {
            pieces.set(pieces.size() - 1, new LiteralPiece(literal.text().stripTrailing(), literal.range()));
        }
    }

    /** Parses what follows the opener of a sequence; tells whether white space after it is to be trimmed. */
    private boolean sequence(final Token opener, final List<Piece> pieces) throws SyntaxError {
        final boolean skipped = tokens.skipNewlines(true);
        final boolean isDirective = opener.type() == TokenType.TEMPLATE_CONTROL;
        String word = "";
        Piece piece;
        if (isDirective) {
            word = tokens.peekType() == TokenType.IDENTIFIER ? tokens.text(tokens.peek()) : "";
            piece = directive(opener, word);
        } else {
            piece = new ExpressionPiece(expressions.expression(), tokens.since(opener.start()));
        }
        final Token close = tokens.peek();
        if (close.type() != TokenType.TEMPLATE_END) {
            throw isDirective
                    ? new SyntaxError(
                            "Extra characters in " + word + " marker",
                            "Expected a closing brace to end the sequence, but found extra characters.",
                            tokens.range(close))
                    : unclosedInterpolation(opener, close);
        }
        tokens.skipNewlines(false);
        tokens.read();
        tokens.skipNewlines(skipped);
        pieces.add(piece);
        return close.end() - close.start() == 2;
    }

    private SyntaxError unclosedInterpolation(final Token opener, final Token found) {
        return switch (found.type()) {
            case END_OF_FILE ->
                new SyntaxError(
                        "Unclosed template interpolation sequence",
                        "There is no closing brace for this interpolation sequence before the end of the file. This might be"
                                + " caused by incorrect nesting inside the given expression.",
                        tokens.range(opener));
            case OPEN_QUOTE, CLOSE_QUOTE ->
                new SyntaxError(
                        "Unclosed template interpolation sequence",
                        "There is no closing brace for this interpolation sequence before the end of the quoted template."
                                + " This might be caused by incorrect nesting inside the given expression.",
                        tokens.range(opener));
            case COLON ->
                new SyntaxError(
                        "Extra characters after interpolation expression",
                        "Template interpolation doesn't expect a colon at this location. Did you intend this to be a literal"
                                + " sequence to be processed as part of another language? If so, you can escape it by"
                                + " starting with \"$${\" instead of just \"${\".",
                        tokens.range(found));
            default ->
                new SyntaxError(
                        "Extra characters after interpolation expression",
                        "Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis"
                                + " can happen when you include interpolation syntax for another language, such as shell"
                                + " scripting, but forget to escape the interpolation start token. If this is an embedded"
                                + " sequence for another language, escape it by starting with \"$${\" instead of just"
                                + " \"${\".",
                        tokens.range(found));
        };
    }

    private Piece directive(final Token opener, final String word) throws SyntaxError {
        final Token keyword = tokens.peek();
        switch (word) {
            case "if" -> {
                tokens.read();
                return new IfPiece(expressions.expression(), tokens.since(opener.start()));
            }
            case "else", "endif", "endfor" -> {
                tokens.read();
                return new EndPiece(word, tokens.since(opener.start()));
            }
            case "for" -> {
                tokens.read();
                return forDirective(opener);
            }
            case "" ->
                throw new SyntaxError(
                        "Invalid template directive",
                        "A template directive keyword (\"if\", \"for\", etc) is expected at the beginning of a %{ sequence.",
                        tokens.range(keyword));
            default ->
                throw new SyntaxError(
                        "Invalid template control keyword",
                        "\"" + word + "\" is not a valid template control keyword."
                                + NameSuggestion.sentence(word, List.of("if", "for", "else", "endif", "endfor")),
                        tokens.range(keyword));
        }
    }

    private Piece forDirective(final Token opener) throws SyntaxError {
        String valueName = forName("variable name after 'for'");
        String keyName = null;
        if (tokens.peekType() == TokenType.COMMA) {
            tokens.read();
            keyName = valueName;
            valueName = forName("value variable name after comma");
        }
        if (!tokens.isWord("in")) {
            throw invalidFor("For directive requires 'in' keyword after names.");
        }
        tokens.read();
        final Expression collection = expressions.expression();
        final SourceRange range = tokens.since(opener.start());
        final Expression placeholder = new Expression.Literal(HclValue.of(""), range);
        return new ForPiece(
                new Expression.For(keyName, valueName, collection, null, placeholder, false, null, range), range);
    }

    private String forName(final String what) throws SyntaxError {
        if (tokens.peekType() != TokenType.IDENTIFIER) {
            throw invalidFor("For directive requires " + what + ".");
        }
        return tokens.text(tokens.read());
    }

    private SyntaxError invalidFor(final String detail) {
        return new SyntaxError("Invalid 'for' directive", detail, tokens.nextRange());
    }

    /** Removes from every line the white space that all lines of a {@code <<-} heredoc start with. */
    private static List<Piece> withoutIndentation(final List<Piece> pieces) {
        int smallest = Integer.MAX_VALUE;
        for (final int line : lineStarts(pieces)) {
            smallest = Math.min(smallest, indentation(pieces.get(line)));
        }
        final List<Piece> result = new ArrayList<>(pieces);
        for (final int line : lineStarts(pieces)) {
            if (pieces.get(line) instanceof LiteralPiece literal && !isBlankLine(literal)) {
                result.set(line, new LiteralPiece(literal.text().substring(smallest), literal.range()));
            }
        }
        return result;
    }

    private static List<Integer> lineStarts(final List<Piece> pieces) {
        final List<Integer> starts = new ArrayList<>();
        boolean isStart = true;
        for (int i = 0; i < pieces.size(); i++) {
            if (isStart) {
                starts.add(i);
            }
            isStart = pieces.get(i) instanceof LiteralPiece literal
                    ? literal.text().endsWith("\n")
                    : false;
        }
        return starts;
    }

    private static int indentation(final Piece piece) {
        if (!(piece instanceof LiteralPiece literal)) {
            return 0;
        }
        if (isBlankLine(literal)) {
            return Integer.MAX_VALUE;
        }
        return literal.text().length() - literal.text().stripLeading().length();
    }

    private static boolean isBlankLine(final LiteralPiece literal) {
        return literal.text().endsWith("\n") && literal.text().isBlank();
    }

    /** Turns pieces into expressions. */
    private final class Assembler {

        private final List<Piece> pieces;
        private final SourceRange whole;
        private int next;

        Assembler(final List<Piece> pieces, final SourceRange whole) {
            this.pieces = pieces;
            this.whole = whole;
        }

        List<Expression> all() throws SyntaxError {
            final List<Expression> parts = new ArrayList<>();
            while (next < pieces.size()) {
                if (pieces.get(next) instanceof EndPiece end) {
                    throw new SyntaxError(
                            "Unexpected " + end.word() + " directive",
                            "The control directives within this template are unbalanced.",
                            end.range());
                }
                parts.add(one());
            }
            return parts;
        }

        private Expression one() throws SyntaxError {
            final Piece piece = pieces.get(next);
            if (piece instanceof LiteralPiece) {
                return literal();
            }
            next++;
            if (piece instanceof ExpressionPiece expression) {
                return expression.expression();
            }
            tokens.enter();
            final Expression result =
                    piece instanceof IfPiece condition ? conditional(condition) : loop((ForPiece) piece);
            tokens.leave();
            return result;
        }

        /** Joins literals that follow each other. */
        private Expression literal() {
            final StringBuilder text = new StringBuilder();
            SourceRange range = pieces.get(next).range();
            while (next < pieces.size() && pieces.get(next) instanceof LiteralPiece piece) {
                text.append(piece.text());
                range = range.to(piece.range());
                next++;
            }
            return new Expression.Literal(HclValue.of(text.toString()), range);
        }

        private Expression conditional(final IfPiece open) throws SyntaxError {
            final List<Expression> whenTrue = new ArrayList<>();
            final List<Expression> whenFalse = new ArrayList<>();
            EndPiece end = until(whenTrue, "if", "endif", open.range());
            if (end.word().equals("else")) {
                end = until(whenFalse, "if", "endif", open.range());
                if (end.word().equals("else")) {
                    throw new SyntaxError(
                            "Unexpected else directive",
                            "Already in the else clause for the if started at " + open.range() + ".",
                            end.range());
                }
            }
            return new Expression.Conditional(
                    open.condition(),
                    new Expression.Template(List.copyOf(whenTrue), open.range()),
                    new Expression.Template(List.copyOf(whenFalse), end.range()),
                    open.range().to(end.range()));
        }

        private Expression loop(final ForPiece open) throws SyntaxError {
            final List<Expression> content = new ArrayList<>();
            final EndPiece end = until(content, "for", "endfor", open.range());
            if (end.word().equals("else")) {
                throw new SyntaxError(
                        "Unexpected else directive",
                        "An else clause is not expected for a for directive.",
                        end.range());
            }
            final SourceRange range = open.range().to(end.range());
            final Expression.For loop = open.loop();
            return new Expression.TemplateJoin(
                    new Expression.For(
                            loop.keyName(),
                            loop.valueName(),
                            loop.collection(),
                            null,
                            new Expression.Template(List.copyOf(content), open.range()),
                            false,
                            null,
                            range),
                    range);
        }

        private EndPiece until(
                final List<Expression> parts, final String opener, final String closer, final SourceRange open)
                throws SyntaxError {
            while (next < pieces.size()) {
                if (!(pieces.get(next) instanceof EndPiece end)) {
                    parts.add(one());
                    continue;
                }
                next++;
                if (end.word().equals(closer) || end.word().equals("else")) {
                    return end;
                }
                throw new SyntaxError(
                        "Unexpected " + end.word() + " directive",
                        "Expecting an " + closer + " directive for the " + opener + " started at " + open + ".",
                        end.range());
            }
            throw new SyntaxError(
                    "Unexpected end of template",
                    "The " + opener + " directive at " + open + " is missing its corresponding " + closer
                            + " directive.",
                    whole);
        }
    }
}
