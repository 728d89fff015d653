package io.drover.tools.cli.template;

import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.tools.cli.template.Node.Operand;
import io.drover.tools.cli.template.Node.Pipeline;
import io.drover.tools.cli.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the tree of a template. */
final class TemplateParser {
    private static final int DEPTH_MAX = 100;

    private final String text;
    private final List<Token> tokens;
    private final Map<String, List<Node>> definitions = new HashMap<>();
    private int position;
    private int depth;

    TemplateParser(final String text) throws TemplateException {
        this.text = text;
        this.tokens = TemplateLexer.tokens(text);
    }

    /** The named templates within the text, once it was parsed. */
    Map<String, List<Node>> definitions() {
        return definitions;
    }

    List<Node> parse() throws TemplateException {
        final List<Node> nodes = body();
        if (!peek().is(Kind.END)) {
            throw unexpected(keyword());
        }
        return nodes;
    }

    /** Nodes up to {@code end}, {@code else} or the end of the template, which is not consumed. */
    private List<Node> body() throws TemplateException {
        if (++depth > DEPTH_MAX) {
            throw TemplateException.inLine(text, peek().offset(), "more than " + DEPTH_MAX + " levels");
        }
        final List<Node> nodes = new ArrayList<>();
        while (!peek().is(Kind.END) && !isBodyEnd()) {
            final Token token = peek();
            if (token.is(Kind.TEXT)) {
                position++;
                nodes.add(new Node.Text(token.text()));
            } else {
                action(nodes);
            }
        }
        depth--;
        return nodes;
    }

    private boolean isBodyEnd() {
        return peek().is(Kind.OPEN) && (keyword().isName("end") || keyword().isName("else"));
    }

    /** The first token of the action that starts here. */
    private Token keyword() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    private void action(final List<Node> nodes) throws TemplateException {
        final Token keyword = keyword();
        position++;
        if (!keyword.is(Kind.NAME)) {
            nodes.add(new Node.Action(closed(pipeline())));
            return;
        }
        switch (keyword.text()) {
            case "if" -> nodes.add(branch(false));
            case "with" -> nodes.add(branch(true));
            case "range" -> nodes.add(range());
            case "define" -> define();
            case "template" -> nodes.add(include());
            case "block" -> nodes.add(block());
            case "break", "continue" -> {
                position++;
                close();
                nodes.add(new Node.Jump(keyword.text().equals("break")));
            }
            default -> nodes.add(new Node.Action(closed(pipeline())));
        }
    }

    private Node branch(final boolean isWith) throws TemplateException {
        position++;
        final Pipeline pipeline = closed(pipeline());
        final List<Node> body = body();
        return new Node.Branch(isWith, pipeline, body, otherwise(isWith ? "with" : "if"));
    }

    private Node range() throws TemplateException {
        position++;
        final Pipeline pipeline = closed(pipeline());
        final List<Node> body = body();
        return new Node.Range(pipeline, body, otherwise(""));
    }

    /** What follows {@code else}, up to and with {@code end}. */
    private List<Node> otherwise(final String chained) throws TemplateException {
        if (peek().is(Kind.END)) {
            throw TemplateException.inLine(text, text.length(), "unexpected EOF");
        }
        position++;
        if (next().isName("end")) {
            close();
            return List.of();
        }
        skipSpace();
        if (!chained.isEmpty() && peek().isName(chained)) {
            return List.of(branch(chained.equals("with")));
        }
        close();
        final List<Node> nodes = body();
        end();
        return nodes;
    }

    private void end() throws TemplateException {
        if (peek().is(Kind.END)) {
            throw TemplateException.inLine(text, text.length(), "unexpected EOF");
        }
        position++;
        final Token token = next();
        if (!token.isName("end")) {
            throw unexpected(token);
        }
        close();
    }

    private void define() throws TemplateException {
        position++;
        final String name = string();
        close();
        definitions.put(name, body());
        end();
    }

    private Node include() throws TemplateException {
        final int offset = next().offset();
        final String name = string();
        skipSpace();
        if (peek().is(Kind.CLOSE)) {
            close();
            return new Node.Include(name, List.of(), offset);
        }
        return new Node.Include(name, List.of(closed(pipeline())), offset);
    }

    private Node block() throws TemplateException {
        final int offset = next().offset();
        final String name = string();
        final Pipeline argument = closed(pipeline());
        definitions.put(name, body());
        end();
        return new Node.Include(name, List.of(argument), offset);
    }

    private String string() throws TemplateException {
        skipSpace();
        final Token token = next();
        if (!token.is(Kind.STRING)) {
            throw unexpected(token);
        }
        return token.text();
    }

    private Pipeline closed(final Pipeline pipeline) throws TemplateException {
        close();
        return pipeline;
    }

    private Pipeline pipeline() throws TemplateException {
        skipSpace();
        final List<String> variables = new ArrayList<>();
        final boolean isDeclaration = variables(variables);
        final List<Node.Command> commands = new ArrayList<>();
        commands.add(command());
        while (peek().isSign("|")) {
            position++;
            skipSpace();
            commands.add(command());
        }
        return new Pipeline(variables, isDeclaration, commands);
    }

    /** Reads {@code $x :=}, {@code $x =} or {@code $k, $v :=} when there is one; true when it declares. */
    private boolean variables(final List<String> variables) {
        final int start = position;
        while (peek().is(Kind.VARIABLE)) {
            variables.add(next().text());
            skipSpace();
            if (peek().isSign(",")) {
                position++;
                skipSpace();
            } else if (peek().isSign(":=") || peek().isSign("=")) {
                final boolean isDeclaration = next().isSign(":=");
                skipSpace();
                return isDeclaration;
            } else {
                break;
            }
        }
        variables.clear();
        position = start;
        return false;
    }

    private Node.Command command() throws TemplateException {
        final List<Operand> operands = new ArrayList<>();
        while (true) {
            skipSpace();
            final Token token = peek();
            if (token.is(Kind.CLOSE) || token.is(Kind.END) || token.isSign("|") || token.isSign(")")) {
                break;
            }
            operands.add(operand());
        }
        if (operands.isEmpty()) {
            throw TemplateException.inLine(text, peek().offset(), "missing value for command");
        }
        return new Node.Command(operands);
    }

    private Operand operand() throws TemplateException {
        final int start = peek().offset();
        final Operand base = term();
        final List<String> fields = new ArrayList<>();
        while (peek().is(Kind.FIELD)) {
            fields.add(next().text().substring(1));
        }
        return fields.isEmpty() ? base : new Operand.Path(base, fields, text.substring(start, peek().offset()), start);
    }

    private Operand term() throws TemplateException {
        final Token token = peek();
        if (token.is(Kind.FIELD)) {
            return new Operand.Dot();
        }
        position++;
        return switch (token.kind()) {
            case DOT -> new Operand.Dot();
            case VARIABLE -> new Operand.Variable(token.text(), token.offset());
            case STRING -> new Operand.Constant(new JsonString(token.text()));
            case NUMBER -> new Operand.Constant(number(token));
            case NAME -> named(token);
            case SIGN -> nested(token);
            default -> throw unexpected(token);
        };
    }

    private Operand nested(final Token token) throws TemplateException {
        if (!token.isSign("(")) {
            throw unexpected(token);
        }
        if (++depth > DEPTH_MAX) {
            throw TemplateException.inLine(text, token.offset(), "more than " + DEPTH_MAX + " levels");
        }
        final Pipeline pipeline = pipeline();
        skipSpace();
        if (!next().isSign(")")) {
            throw TemplateException.inLine(text, token.offset(), "unclosed left paren");
        }
        depth--;
        return new Operand.Nested(pipeline);
    }

    private Operand named(final Token token) throws TemplateException {
        return switch (token.text()) {
            case "true" -> new Operand.Constant(JsonBoolean.TRUE);
            case "false" -> new Operand.Constant(JsonBoolean.FALSE);
            case "nil" -> new Operand.Constant(JsonNull.NULL);
            default -> {
                if (!Functions.has(token.text())) {
                    throw TemplateException.inLine(
                            text, token.offset(), "function \"" + token.text() + "\" not defined");
                }
                yield new Operand.Function(token.text(), token.offset());
            }
        };
    }

    private JsonNumber number(final Token token) throws TemplateException {
        try {
            return token.text().matches("[+-]?[0-9]+")
                    ? JsonNumber.of(Long.parseLong(token.text()))
                    : token.text().matches("[+-]?0[xX].*")
                            ? JsonNumber.of(Long.decode(token.text()))
                            : JsonNumber.ofDouble(Double.parseDouble(token.text()));
        } catch (final IllegalArgumentException e) {
            throw TemplateException.inLine(text, token.offset(), "bad number syntax: \"" + token.text() + '"');
        }
    }

    private void close() throws TemplateException {
        skipSpace();
        final Token token = next();
        if (!token.is(Kind.CLOSE)) {
            throw unexpected(token);
        }
    }

    private void skipSpace() {
        while (peek().is(Kind.SPACE)) {
            position++;
        }
    }

    private Token peek() {
        return tokens.get(position);
    }

    /** The next token; the last one, which ends the template, is never stepped over. */
    private Token next() {
        final Token token = tokens.get(position);
        if (position < tokens.size() - 1) {
            position++;
        }
        return token;
    }

    private TemplateException unexpected(final Token token) {
        return TemplateException.inLine(
                text,
                token.offset(),
                token.is(Kind.END) ? "unexpected EOF" : "unexpected " + "<" + token.text() + "> in template");
    }
}
