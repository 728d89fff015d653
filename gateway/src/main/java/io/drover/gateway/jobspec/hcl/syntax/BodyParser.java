package io.drover.gateway.jobspec.hcl.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the native form: bodies, arguments and blocks. An error in one item is noted and parsing goes on with the next line
 * that is outside of all brackets, so that one run shows several errors.
 */
final class BodyParser {

    private static final String UNCLOSED_BLOCK =
            "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace"
                    + " nesting elsewhere in this file.";
    private static final int MAX_DIAGNOSTICS = 50;

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private BodyParser(final SourceText source) {
        this.tokens = new TokenStream(source);
        this.expressions = new ExpressionParser(tokens);
    }

    static HclFile file(final SourceText source) {
        final BodyParser parser = new BodyParser(source);
        final Body body = parser.body(TokenType.END_OF_FILE, 0);
        return new HclFile(source, body, List.copyOf(parser.diagnostics));
    }

    private Body body(final TokenType end, final int openOffset) {
        final Map<String, Argument> arguments = new HashMap<>();
        final List<Argument> ordered = new ArrayList<>();
        final List<Block> blocks = new ArrayList<>();
        final int start = tokens.peek().start();
        while (tokens.peekType() != end) {
            if (tokens.peekType() == TokenType.NEWLINE) {
                tokens.read();
                continue;
            }
            if (tokens.peekType() == TokenType.END_OF_FILE) {
                if (!diagnostics.isEmpty()) {
                    // What is left open after an error follows from it.
                    break;
                }
                report(Diagnostic.error(
                        "Unclosed configuration block",
                        UNCLOSED_BLOCK,
                        new SourceRange(tokens.nextRange().source(), openOffset, openOffset + 1)));
                break;
            }
            if (diagnostics.size() >= MAX_DIAGNOSTICS) {
                skipToEnd();
                break;
            }
            item(arguments, ordered, blocks);
        }
        final SourceRange range = tokens.since(start);
        if (tokens.peekType() == end) {
            tokens.read();
        }
        return new Body(List.copyOf(ordered), List.copyOf(blocks), range);
    }

    private void item(final Map<String, Argument> arguments, final List<Argument> ordered, final List<Block> blocks) {
        final int depth = tokens.depth();
        final boolean skipped = tokens.skipNewlines(false);
        try {
            final Token name = itemName();
            if (tokens.peekType() == TokenType.EQUALS) {
                final Argument argument = argument(name, true);
                final Argument earlier = arguments.putIfAbsent(argument.name(), argument);
                if (earlier != null) {
                    throw new SyntaxError(
                            "Attribute redefined",
                            "The argument \"" + argument.name() + "\" was already set at " + earlier.nameRange()
                                    + ". Each argument may be set only once.",
                            argument.nameRange());
                }
                ordered.add(argument);
            } else {
                blocks.add(block(name));
            }
        } catch (final SyntaxError error) {
            if (diagnostics.isEmpty() || !isStrayCloser(error.diagnostic())) {
                report(error.diagnostic());
            }
            tokens.skipNewlines(false);
            tokens.depth(depth);
            recover();
        } finally {
            tokens.skipNewlines(skipped);
        }
    }

    /** A closing bracket where an item should start, after an error that may have taken the opening one. */
    private static boolean isStrayCloser(final Diagnostic diagnostic) {
        final SourceRange range = diagnostic.range();
        return range != null && range.end() == range.start() + 1 && "]})".contains(range.text());
    }

    private Token itemName() throws SyntaxError {
        final Token name = tokens.read();
        if (name.type() == TokenType.IDENTIFIER) {
            return name;
        }
        if (name.type() == TokenType.OPEN_QUOTE) {
            throw new SyntaxError("Invalid argument name", "Argument names must not be quoted.", tokens.range(name));
        }
        if (name.type() == TokenType.INVALID) {
            throw new SyntaxError(
                    "Invalid character", "This character is not used within the language.", tokens.range(name));
        }
        throw new SyntaxError(
                "Argument or block definition required",
                "An argument or block definition is required here.",
                tokens.range(name));
    }

    private Argument argument(final Token name, final boolean endsLine) throws SyntaxError {
        tokens.read();
        final Expression expression = expressions.expression();
        final SourceRange range = tokens.since(name.start());
        if (endsLine) {
            endArgument();
        }
        return new Argument(tokens.text(name), tokens.range(name), expression, range);
    }

    private void endArgument() throws SyntaxError {
        final Token end = tokens.peek();
        if (end.type() == TokenType.NEWLINE || end.type() == TokenType.END_OF_FILE) {
            tokens.read();
            return;
        }
        final String detail = "An argument definition must end with a newline.";
        if (end.type() == TokenType.COMMA) {
            throw new SyntaxError(
                    "Unexpected comma after argument",
                    "Argument definitions must be separated by newlines, not commas. " + detail,
                    tokens.range(end));
        }
        throw new SyntaxError("Missing newline after argument", detail, tokens.range(end));
    }

    private Block block(final Token type) throws SyntaxError {
        final List<Block.Label> labels = labels(type);
        final Token open = tokens.read();
        tokens.enter();
        final Body body;
        final TokenType first = tokens.peekType();
        if (first == TokenType.NEWLINE || first == TokenType.END_OF_FILE || first == TokenType.CLOSE_BRACE) {
            body = body(TokenType.CLOSE_BRACE, open.start());
        } else {
            body = closedSingleArgumentBody(open);
        }
        tokens.leave();
        final Token end = tokens.peek();
        if (end.type() == TokenType.NEWLINE || end.type() == TokenType.END_OF_FILE) {
            tokens.read();
        } else {
            report(Diagnostic.error(
                    "Missing newline after block definition",
                    "A block definition must end with a newline.",
                    tokens.range(end)));
            recover();
        }
        return new Block(tokens.text(type), tokens.range(type), List.copyOf(labels), tokens.range(open), body);
    }

    private List<Block.Label> labels(final Token type) throws SyntaxError {
        final List<Block.Label> labels = new ArrayList<>();
        while (true) {
            final Token token = tokens.peek();
            switch (token.type()) {
                case OPEN_BRACE -> {
                    return labels;
                }
                case IDENTIFIER -> {
                    tokens.read();
                    labels.add(new Block.Label(tokens.text(token), tokens.range(token)));
                }
                case OPEN_QUOTE -> {
                    final String text = expressions.literalText();
                    labels.add(new Block.Label(text, tokens.since(token.start())));
                }
                default -> throw invalidHeader(type, labels, token);
            }
        }
    }

    private SyntaxError invalidHeader(final Token type, final List<Block.Label> labels, final Token token) {
        if (labels.isEmpty() && token.type() != TokenType.NEWLINE) {
            return new SyntaxError(
                    "Argument or block definition required",
                    "An argument or block definition is required here. To set an argument, use the equals sign \"=\" to"
                            + " introduce the argument value.",
                    tokens.range(type));
        }
        final String detail = switch (token.type()) {
            case EQUALS ->
                "The equals sign \"=\" indicates an argument definition, and must not be used when"
                        + " defining a block.";
            case NEWLINE ->
                "A block definition must have block content delimited by \"{\" and \"}\", starting"
                        + " on the same line as the block header.";
            default -> "Either a quoted string block label or an opening brace (\"{\") is expected here.";
        };
        return new SyntaxError("Invalid block definition", detail, tokens.range(token));
    }

    private Body closedSingleArgumentBody(final Token open) throws SyntaxError {
        try {
            return singleArgumentBody(open);
        } catch (final SyntaxError error) {
            tokens.skipNewlines(false);
            recover();
            if (tokens.peekType() == TokenType.CLOSE_BRACE) {
                tokens.read();
            }
            throw error;
        }
    }

    private Body singleArgumentBody(final Token open) throws SyntaxError {
        final Token name = itemName();
        if (tokens.peekType() != TokenType.EQUALS) {
            final TokenType next = tokens.peekType();
            if (next == TokenType.OPEN_QUOTE || next == TokenType.OPEN_BRACE || next == TokenType.IDENTIFIER) {
                throw new SyntaxError(
                        "Argument definition required",
                        "A single-line block definition can contain only a single argument. If you meant to define"
                                + " argument \"" + tokens.text(name)
                                + "\", use an equals sign to assign it a value. To define a nested block, place it on a"
                                + " line of its own within its parent block.",
                        tokens.range(name).to(tokens.nextRange()));
            }
            throw invalidHeader(name, List.of(), tokens.peek());
        }
        final Argument argument = argument(name, false);
        final Token close = tokens.peek();
        final String detail = switch (close.type()) {
            case CLOSE_BRACE -> "";
            case COMMA ->
                "Single-line block syntax can include only one argument definition. To define multiple"
                        + " arguments, use the multi-line block syntax with one argument definition per line.";
            case NEWLINE ->
                "An argument definition on the same line as its containing block creates a"
                        + " single-line block definition, which must also be closed on the same line. Place the"
                        + " block's closing brace immediately after the argument definition.";
            default ->
                "A single-line block definition must end with a closing brace immediately after its"
                        + " single argument definition.";
        };
        if (close.type() == TokenType.END_OF_FILE) {
            throw new SyntaxError("Unclosed configuration block", UNCLOSED_BLOCK, tokens.range(open));
        }
        if (!detail.isEmpty()) {
            throw new SyntaxError("Invalid single-argument block definition", detail, tokens.range(close));
        }
        tokens.read();
        return new Body(List.of(argument), List.of(), argument.range());
    }

    /** Skips to the end of the line after which no bracket opened since is open any more. */
    private void recover() {
        final Deque<TokenType> open = new ArrayDeque<>();
        while (true) {
            final TokenType next = tokens.peekType();
            if (next == TokenType.END_OF_FILE || (next == TokenType.CLOSE_BRACE && open.isEmpty())) {
                return;
            }
            tokens.read();
            switch (next) {
                case NEWLINE -> {
                    if (open.isEmpty()) {
                        return;
                    }
                }
                case OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN, OPEN_QUOTE, OPEN_HEREDOC -> open.push(closerOf(next));
                case TEMPLATE_INTERPOLATION, TEMPLATE_CONTROL -> open.push(TokenType.TEMPLATE_END);
                case CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, CLOSE_QUOTE, CLOSE_HEREDOC, TEMPLATE_END -> {
                    closeUpTo(next, open);
                }
                default -> {}
            }
        }
    }

    /** Forgets the brackets that a closer leaves unclosed, and the one it closes. */
    private static void closeUpTo(final TokenType closer, final Deque<TokenType> open) {
        boolean isFound = false;
        while (!open.isEmpty() && !isFound) {
            isFound = open.pop() == closer;
        }
    }

    private static TokenType closerOf(final TokenType opener) {
        return switch (opener) {
            case OPEN_BRACE -> TokenType.CLOSE_BRACE;
            case OPEN_BRACKET -> TokenType.CLOSE_BRACKET;
            case OPEN_PAREN -> TokenType.CLOSE_PAREN;
            case OPEN_QUOTE -> TokenType.CLOSE_QUOTE;
            default -> TokenType.CLOSE_HEREDOC;
        };
    }

    private void skipToEnd() {
        while (tokens.peekType() != TokenType.END_OF_FILE) {
            tokens.read();
        }
    }

    private void report(final Diagnostic diagnostic) {
        if (diagnostics.size() < MAX_DIAGNOSTICS) {
            diagnostics.add(diagnostic);
        }
    }
}
