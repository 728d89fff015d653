package io.drover.gateway.jobspec.hcl.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses sources of the job language. Never throws on bad input: problems are diagnostics. */
public final class HclParser {

    /** Longer sources are refused unread; the largest job the server keeps the source of is 1 MB by default. */
    public static final int MAX_LENGTH = 4 << 20;

    private HclParser() {}

    /**
     * The result of parsing a lone expression.
     *
     * @param expression the tree, or null when there is an error
     * @param error the problem, or null
     */
    public record ParsedExpression(
            @Nullable Expression expression, @Nullable Diagnostic error) {}

    /** Parses a file in the native form. One in the JSON form, whose meaning depends on what it describes, is refused. */
    public static HclFile parse(final String text, final String fileName) {
        final SourceText source = new SourceText(fileName, text);
        if (text.length() > MAX_LENGTH) {
            return refused(
                    source,
                    "File too large",
                    "A file may have up to " + MAX_LENGTH + " characters, this one has " + text.length() + ".");
        }
        return isJson(text)
                ? refused(source, "Unsupported form", "The JSON form is not read here.")
                : BodyParser.file(source);
    }

    /** Tells whether a text is in the JSON form: its first character that is no blank is a brace. */
    public static boolean isJson(final String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i < text.length() && text.charAt(i) == '{';
    }

    /** Parses a text that is one expression of the native form. */
    public static ParsedExpression parseExpression(final String text, final String sourceName) {
        return parseExpression(new SourceText(sourceName, text));
    }

    /** Parses a text that is one expression of the native form. */
    public static ParsedExpression parseExpression(final SourceText source) {
        final TokenStream tokens = new TokenStream(source);
        try {
            final Expression expression = new ExpressionParser(tokens).expression();
            if (tokens.peekBeyondNewlines() != TokenType.END_OF_FILE) {
                throw new SyntaxError(
                        "Extra characters after expression",
                        "An expression was successfully parsed, but extra characters were found after it.",
                        tokens.nextRange());
            }
            return new ParsedExpression(expression, null);
        } catch (final SyntaxError error) {
            return new ParsedExpression(null, error.diagnostic());
        }
    }

    /** Parses a text that is one template without quotes around it, as texts of the JSON form are. */
    public static ParsedExpression parseTemplate(final SourceText source) {
        final TokenStream tokens = TokenStream.ofTemplate(source);
        try {
            return new ParsedExpression(new TemplateParser(tokens, new ExpressionParser(tokens)).bareTemplate(), null);
        } catch (final SyntaxError error) {
            return new ParsedExpression(null, error.diagnostic());
        }
    }

    static HclFile refused(final SourceText source, final String summary, final String detail) {
        final SourceRange start = new SourceRange(source, 0, 0);
        return new HclFile(
                source, new Body(List.of(), List.of(), start), List.of(Diagnostic.error(summary, detail, start)));
    }
}
