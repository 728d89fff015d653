package io.drover.gateway.jobspec.hcl.syntax;

import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses expressions. The first error ends the whole expression. */
final class ExpressionParser {

    private final TokenStream tokens;
    private final TemplateParser templates;

    ExpressionParser(final TokenStream tokens) {
        this.tokens = tokens;
        this.templates = new TemplateParser(tokens, this);
    }

    Expression expression() throws SyntaxError {
        tokens.enter();
        final int start = tokens.peek().start();
        final Expression condition = operations(0);
        if (tokens.peekType() != TokenType.QUESTION) {
            tokens.leave();
            return condition;
        }
        tokens.read();
        final Expression whenTrue = expression();
        if (tokens.peekType() != TokenType.COLON) {
            throw new SyntaxError(
                    "Missing false expression in conditional",
                    "The conditional operator (...?...:...) requires a false expression, delimited by a colon.",
                    tokens.nextRange());
        }
        tokens.read();
        final Expression whenFalse = expression();
        tokens.leave();
        return new Expression.Conditional(condition, whenTrue, whenFalse, tokens.since(start));
    }

    /** Parses a quoted text that may hold no sequences. */
    String literalText() throws SyntaxError {
        return templates.literalText();
    }

    private Expression operations(final int precedence) throws SyntaxError {
        if (precedence > Operator.STRONGEST) {
            return operand();
        }
        final int start = tokens.peek().start();
        final Expression first = operations(precedence + 1);
        Operator operator = Operator.of(tokens.peekType());
        if (operator == null || operator.precedence() != precedence) {
            return first;
        }
        final List<Expression.Operation> rest = new ArrayList<>();
        while (operator != null && operator.precedence() == precedence) {
            tokens.read();
            rest.add(new Expression.Operation(operator, operations(precedence + 1)));
            operator = Operator.of(tokens.peekType());
        }
        return new Expression.Operations(first, List.copyOf(rest), tokens.since(start));
    }

    private Expression operand() throws SyntaxError {
        final int start = tokens.peek().start();
        final Expression term = term();
        final List<Expression.Selector> selectors = selectors();
        if (selectors.isEmpty()) {
            return term;
        }
        if (term instanceof Expression.Traversal root) {
            return reference(root, selectors, start);
        }
        return new Expression.Selection(term, selectors, tokens.since(start));
    }

    /** Splits selectors after a name: the literal ones belong to the reference, whose text may be left for the node. */
    private Expression reference(
            final Expression.Traversal root, final List<Expression.Selector> selectors, final int start) {
        int literal = 0;
        while (literal < selectors.size() && isLiteral(selectors.get(literal))) {
            literal++;
        }
        final SourceRange range = literal == 0
                ? root.range()
                : root.range().to(selectors.get(literal - 1).range());
        final Expression reference = new Expression.Traversal(
                root.root(), root.rootRange(), List.copyOf(selectors.subList(0, literal)), range);
        if (literal == selectors.size()) {
            return reference;
        }
        return new Expression.Selection(
                reference, List.copyOf(selectors.subList(literal, selectors.size())), tokens.since(start));
    }

    private static boolean isLiteral(final Expression.Selector selector) {
        return selector instanceof Expression.Attribute || selector instanceof Expression.LiteralIndex;
    }

    private List<Expression.Selector> selectors() throws SyntaxError {
        final List<Expression.Selector> selectors = new ArrayList<>();
        while (true) {
            final TokenType next = tokens.peekType();
            if (next == TokenType.DOT) {
                selectors.add(dotSelector());
            } else if (next == TokenType.OPEN_BRACKET) {
                selectors.add(bracketSelector());
            } else {
                return List.copyOf(selectors);
            }
        }
    }

    private Expression.Selector dotSelector() throws SyntaxError {
        final Token dot = tokens.read();
        final Token name = tokens.peek();
        switch (name.type()) {
            case IDENTIFIER -> {
                tokens.read();
                return new Expression.Attribute(tokens.text(name), tokens.since(dot.start()));
            }
            case NUMBER -> {
                tokens.read();
                return new Expression.LiteralIndex(legacyIndex(name, ""), tokens.since(dot.start()));
            }
            case STAR -> {
                tokens.read();
                final List<Expression.Selector> each = new ArrayList<>();
                while (tokens.peekType() == TokenType.DOT) {
                    each.add(attributeOnlySelector());
                }
                return new Expression.Splat(List.copyOf(each), tokens.since(dot.start()));
            }
            default ->
                throw new SyntaxError(
                        "Invalid attribute name", "An attribute name is required after a dot.", tokens.range(name));
        }
    }

    private Expression.Selector attributeOnlySelector() throws SyntaxError {
        final Token dot = tokens.read();
        final Token name = tokens.read();
        switch (name.type()) {
            case IDENTIFIER -> {
                return new Expression.Attribute(tokens.text(name), tokens.since(dot.start()));
            }
            case NUMBER -> {
                return new Expression.LiteralIndex(
                        legacyIndex(name, " with a full splat expression [*]"), tokens.since(dot.start()));
            }
            case STAR ->
                throw new SyntaxError(
                        "Nested splat expression not allowed",
                        "A splat expression (*) cannot be used inside another attribute-only splat expression.",
                        tokens.range(name));
            default ->
                throw new SyntaxError(
                        "Invalid attribute name", "An attribute name is required after a dot.", tokens.range(name));
        }
    }

    private HclValue legacyIndex(final Token number, final String advice) throws SyntaxError {
        final String text = tokens.text(number);
        final int dot = text.indexOf('.');
        if (dot >= 0) {
            throw new SyntaxError(
                    "Invalid legacy index syntax",
                    "When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper"
                            + " index syntax" + advice + " instead, like [" + text.substring(0, dot) + "]["
                            + text.substring(dot + 1) + "].",
                    tokens.range(number));
        }
        return number(number);
    }

    private Expression.Selector bracketSelector() throws SyntaxError {
        final Token open = tokens.read();
        if (tokens.peekType() == TokenType.STAR) {
            tokens.read();
            if (tokens.peekType() != TokenType.CLOSE_BRACKET) {
                throw new SyntaxError(
                        "Missing close bracket on splat index",
                        "The star for a full splat operator must be immediately followed by a closing bracket (\"]\").",
                        tokens.nextRange());
            }
            tokens.read();
            tokens.enter();
            final List<Expression.Selector> each = selectors();
            tokens.leave();
            return new Expression.Splat(each, tokens.since(open.start()));
        }
        final boolean skipped = tokens.skipNewlines(true);
        final Expression key = expression();
        if (tokens.peekType() != TokenType.CLOSE_BRACKET) {
            throw new SyntaxError(
                    "Missing close bracket on index",
                    "The index operator must end with a closing bracket (\"]\").",
                    tokens.nextRange());
        }
        tokens.read();
        tokens.skipNewlines(skipped);
        final SourceRange range = tokens.since(open.start());
        return key instanceof Expression.Literal literal
                ? new Expression.LiteralIndex(literal.value(), range)
                : new Expression.ComputedIndex(key, range);
    }

    private Expression term() throws SyntaxError {
        final Token start = tokens.peek();
        switch (start.type()) {
            case OPEN_PAREN -> {
                return parentheses();
            }
            case NUMBER -> {
                tokens.read();
                return new Expression.Literal(number(start), tokens.range(start));
            }
            case IDENTIFIER -> {
                return name();
            }
            case OPEN_QUOTE, OPEN_HEREDOC -> {
                return templates.template();
            }
            case MINUS, BANG -> {
                tokens.read();
                tokens.enter();
                final Expression operand = operand();
                tokens.leave();
                return new Expression.Unary(start.type() == TokenType.MINUS, operand, tokens.since(start.start()));
            }
            case OPEN_BRACKET -> {
                return tuple();
            }
            case OPEN_BRACE -> {
                return object();
            }
            default -> throw invalidTerm(start);
        }
    }

    private SyntaxError invalidTerm(final Token start) {
        return switch (start.type()) {
            case END_OF_FILE ->
                new SyntaxError(
                        "Missing expression",
                        "Expected the start of an expression, but found the end of the file.",
                        tokens.range(start));
            case INVALID ->
                new SyntaxError(
                        "Invalid character", "This character is not used within the language.", tokens.range(start));
            default ->
                new SyntaxError(
                        "Invalid expression",
                        "Expected the start of an expression, but found an invalid expression token.",
                        tokens.range(start));
        };
    }

    private Expression parentheses() throws SyntaxError {
        final Token open = tokens.read();
        final boolean skipped = tokens.skipNewlines(true);
        final Expression inner = expression();
        if (tokens.peekType() != TokenType.CLOSE_PAREN) {
            throw new SyntaxError(
                    "Unbalanced parentheses",
                    "Expected a closing parenthesis to terminate the expression.",
                    tokens.nextRange());
        }
        tokens.read();
        tokens.skipNewlines(skipped);
        return new Expression.Parentheses(inner, tokens.since(open.start()));
    }

    private HclNumber number(final Token token) throws SyntaxError {
        final HclNumber number = HclNumber.parse(tokens.text(token));
        if (number == null) {
            throw new SyntaxError(
                    "Invalid number literal",
                    "Failed to recognize the value of this number literal.",
                    tokens.range(token));
        }
        return number;
    }

    private Expression name() throws SyntaxError {
        final Token token = tokens.read();
        final TokenType next = tokens.peekType();
        if (next == TokenType.OPEN_PAREN || next == TokenType.DOUBLE_COLON) {
            return call(token);
        }
        final SourceRange range = tokens.range(token);
        final String word = tokens.text(token);
        return switch (word) {
            case "true" -> new Expression.Literal(HclValue.of(true), range);
            case "false" -> new Expression.Literal(HclValue.of(false), range);
            case "null" -> new Expression.Literal(HclValue.untypedNull(), range);
            default -> new Expression.Traversal(word, range, List.of(), range);
        };
    }

    private Expression call(final Token first) throws SyntaxError {
        final StringBuilder name = new StringBuilder(tokens.text(first));
        while (tokens.peekType() == TokenType.DOUBLE_COLON) {
            tokens.read();
            if (tokens.peekType() != TokenType.IDENTIFIER) {
                throw new SyntaxError(
                        "Missing function name",
                        "Function scope resolution symbol :: must be followed by a function name in this scope.",
                        tokens.nextRange());
            }
            name.append("::").append(tokens.text(tokens.read()));
        }
        final SourceRange nameRange = tokens.since(first.start());
        if (tokens.peekType() != TokenType.OPEN_PAREN) {
            throw new SyntaxError(
                    "Missing open parenthesis",
                    "Function selector must be followed by an open parenthesis to begin the function call.",
                    tokens.nextRange());
        }
        tokens.read();
        final boolean skipped = tokens.skipNewlines(true);
        final List<Expression> arguments = new ArrayList<>();
        final boolean expandsLast = arguments(arguments, first);
        tokens.skipNewlines(skipped);
        return new Expression.Call(
                name.toString(), nameRange, List.copyOf(arguments), expandsLast, tokens.since(first.start()));
    }

    /** Reads arguments up to and with the closing parenthesis; tells whether the last one is to be expanded. */
    private boolean arguments(final List<Expression> arguments, final Token name) throws SyntaxError {
        while (tokens.peekType() != TokenType.CLOSE_PAREN) {
            arguments.add(expression());
            final Token separator = tokens.peek();
            switch (separator.type()) {
                case CLOSE_PAREN -> {}
                case COMMA -> tokens.read();
                case ELLIPSIS -> {
                    tokens.read();
                    if (tokens.peekType() != TokenType.CLOSE_PAREN) {
                        throw new SyntaxError(
                                "Missing closing parenthesis",
                                "An expanded function argument (with ...) must be immediately followed by closing"
                                        + " parentheses.",
                                tokens.range(separator));
                    }
                    tokens.read();
                    return true;
                }
                case END_OF_FILE ->
                    throw new SyntaxError(
                            "Unterminated function call",
                            "There is no closing parenthesis for this function call before the end of the file. This may be"
                                    + " caused by incorrect parenthesis nesting elsewhere in this file.",
                            tokens.range(name));
                default ->
                    throw new SyntaxError(
                            "Missing argument separator",
                            "A comma is required to separate each function argument from the next.",
                            tokens.range(separator));
            }
        }
        tokens.read();
        return false;
    }

    private Expression tuple() throws SyntaxError {
        final Token open = tokens.read();
        final boolean skipped = tokens.skipNewlines(true);
        if (tokens.isWord("for")) {
            return forExpression(open, TokenType.CLOSE_BRACKET, skipped);
        }
        final List<Expression> elements = new ArrayList<>();
        while (tokens.peekType() != TokenType.CLOSE_BRACKET) {
            elements.add(expression());
            final Token separator = tokens.peek();
            if (separator.type() == TokenType.COMMA) {
                tokens.read();
            } else if (separator.type() == TokenType.END_OF_FILE) {
                throw new SyntaxError(
                        "Unterminated tuple constructor expression",
                        "There is no corresponding closing bracket before the end of the file. This may be caused by"
                                + " incorrect bracket nesting elsewhere in this file.",
                        tokens.range(open));
            } else if (separator.type() != TokenType.CLOSE_BRACKET) {
                throw new SyntaxError(
                        "Missing item separator",
                        "Expected a comma to mark the beginning of the next item.",
                        tokens.range(separator));
            }
        }
        tokens.read();
        tokens.skipNewlines(skipped);
        return new Expression.TupleOf(List.copyOf(elements), tokens.since(open.start()));
    }

    private Expression object() throws SyntaxError {
        final Token open = tokens.read();
        if (tokens.isWordBeyondNewlines("for")) {
            return forExpression(open, TokenType.CLOSE_BRACE, tokens.skipNewlines(true));
        }
        final boolean skipped = tokens.skipNewlines(false);
        final List<Expression.Item> items = new ArrayList<>();
        while (true) {
            final TokenType next = tokens.peekType();
            if (next == TokenType.NEWLINE) {
                tokens.read();
            } else if (next == TokenType.CLOSE_BRACE) {
                tokens.read();
                tokens.skipNewlines(skipped);
                return new Expression.ObjectOf(List.copyOf(items), tokens.since(open.start()));
            } else {
                items.add(item(open));
            }
        }
    }

    private Expression.Item item(final Token open) throws SyntaxError {
        final Expression key = expression();
        final Token separator = tokens.peek();
        if (separator.type() != TokenType.EQUALS && separator.type() != TokenType.COLON) {
            throw missingSeparator(open, separator);
        }
        tokens.read();
        final Expression value = expression();
        final Token end = tokens.peek();
        if (end.type() == TokenType.COMMA || end.type() == TokenType.NEWLINE) {
            tokens.read();
        } else if (end.type() == TokenType.END_OF_FILE) {
            throw unterminatedObject(open);
        } else if (end.type() != TokenType.CLOSE_BRACE) {
            throw new SyntaxError(
                    "Missing attribute separator",
                    "Expected a newline or comma to mark the beginning of the next attribute.",
                    tokens.range(end));
        }
        return new Expression.Item(key, value);
    }

    private SyntaxError missingSeparator(final Token open, final Token found) {
        return switch (found.type()) {
            case NEWLINE, COMMA ->
                new SyntaxError(
                        "Missing attribute value",
                        "Expected an attribute value, introduced by an equals sign (\"=\").",
                        tokens.range(found));
            case IDENTIFIER ->
                new SyntaxError(
                        "Missing key/value separator",
                        "Expected an equals sign (\"=\") to mark the beginning of the attribute value. If you intended to"
                                + " given an attribute name containing periods or spaces, write the name in quotes to create"
                                + " a string literal.",
                        tokens.range(found));
            case END_OF_FILE -> unterminatedObject(open);
            default ->
                new SyntaxError(
                        "Missing key/value separator",
                        "Expected an equals sign (\"=\") to mark the beginning of the attribute value.",
                        tokens.range(found));
        };
    }

    private SyntaxError unterminatedObject(final Token open) {
        return new SyntaxError(
                "Unterminated object constructor expression",
                "There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace"
                        + " nesting elsewhere in this file.",
                tokens.range(open));
    }

    private Expression forExpression(final Token open, final TokenType close, final boolean skippedBefore)
            throws SyntaxError {
        tokens.read();
        String valueName = forName("variable name after 'for'");
        String keyName = null;
        if (tokens.peekType() == TokenType.COMMA) {
            tokens.read();
            keyName = valueName;
            valueName = forName("value variable name after comma");
        }
        if (!tokens.isWord("in")) {
            throw invalidFor("For expression requires the 'in' keyword after its name declarations.");
        }
        tokens.read();
        final Expression collection = expression();
        if (tokens.peekType() != TokenType.COLON) {
            throw invalidFor("For expression requires a colon after the collection expression.");
        }
        tokens.read();
        Expression value = expression();
        Expression key = null;
        if (tokens.peekType() == TokenType.FAT_ARROW) {
            tokens.read();
            key = value;
            value = expression();
        }
        final boolean isGrouping = tokens.peekType() == TokenType.ELLIPSIS;
        checkForShape(close == TokenType.CLOSE_BRACE, key, value, isGrouping);
        if (isGrouping) {
            tokens.read();
        }
        Expression condition = null;
        if (tokens.isWord("if")) {
            tokens.read();
            condition = expression();
        }
        if (tokens.peekType() != close) {
            throw invalidFor("Extra characters after the end of the 'for' expression.");
        }
        tokens.read();
        tokens.skipNewlines(skippedBefore);
        return new Expression.For(
                keyName, valueName, collection, key, value, isGrouping, condition, tokens.since(open.start()));
    }

    private void checkForShape(
            final boolean isObject, final @Nullable Expression key, final Expression value, final boolean isGrouping)
            throws SyntaxError {
        if (!isObject && key != null) {
            throw new SyntaxError(
                    "Invalid 'for' expression", "Key expression is not valid when building a tuple.", key.range());
        }
        if (!isObject && isGrouping) {
            throw invalidFor("Grouping ellipsis (...) cannot be used when building a tuple.");
        }
        if (isObject && key == null) {
            throw new SyntaxError(
                    "Invalid 'for' expression", "Key expression is required when building an object.", value.range());
        }
    }

    private String forName(final String what) throws SyntaxError {
        if (tokens.peekType() != TokenType.IDENTIFIER) {
            throw invalidFor("For expression requires " + what + ".");
        }
        return tokens.text(tokens.read());
    }

    private SyntaxError invalidFor(final String detail) {
        return new SyntaxError("Invalid 'for' expression", detail, tokens.nextRange());
    }
}
