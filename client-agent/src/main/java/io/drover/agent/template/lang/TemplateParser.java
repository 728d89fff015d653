package io.drover.agent.template.lang;

import io.drover.agent.template.lang.Node.Command;
import io.drover.agent.template.lang.Node.Operand;
import io.drover.agent.template.lang.Node.Pipeline;
import io.drover.agent.template.lang.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads tokens into nodes. Names of functions and variables are checked here, so that no text is made of a wrong template. */
final class TemplateParser {
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "nil", "template", "with");
    private static final int NESTING_MAX = 200;

    private final String text;
    private final Predicate<String> functions;
    private final List<Token> tokens;
    private final Map<String, List<Node>> definitions = new HashMap<>();
    private Deque<String> variables = new ArrayDeque<>(List.of("$"));
    private int position;
    private int ranges;
    private int nesting;

    TemplateParser(final String text, final String left, final String right, final Predicate<String> functions)
            throws TemplateException {
        this.text = text;
        this.functions = functions;
        this.tokens = TemplateLexer.tokens(text, left, right);
    }

    static boolean isKeyword(final String name) {
        return KEYWORDS.contains(name);
    }

    /** The nodes outside of all definitions. */
    List<Node> parse() throws TemplateException {
        final List<Node> nodes = new ArrayList<>();
        while (!peek().is(Kind.END)) {
            if (peek().is(Kind.OPEN) && keywordAfterOpen().equals("define")) {
                open("define");
                define();
                continue;
            }
            if (peek().is(Kind.OPEN)
                    && (keywordAfterOpen().equals("end") || keywordAfterOpen().equals("else"))) {
                throw problem("unexpected {{" + keywordAfterOpen() + "}}");
            }
            node(nodes);
        }
        return nodes;
    }

    /** Templates by name; of two with one name the later one, unless it is empty. */
    Map<String, List<Node>> definitions() {
        return definitions;
    }

    private void define() throws TemplateException {
        final String name = templateName("define clause");
        expectClose("define clause");
        final List<Node> body = scoped(() -> body("define clause"));
        add(name, body);
    }

    private void add(final String name, final List<Node> body) throws TemplateException {
        final boolean isEmpty = body.stream()
                .allMatch(node -> node instanceof Node.Text t && t.text().isBlank());
        final List<Node> known = definitions.get(name);
        if (known == null || !isEmpty) {
            definitions.put(name, body);
        }
    }

    /** A body with variables of its own, and without the ranges around it. */
    private List<Node> scoped(final Body body) throws TemplateException {
        final Deque<String> outer = variables;
        final int outerRanges = ranges;
        variables = new ArrayDeque<>(List.of("$"));
        ranges = 0;
        final List<Node> nodes = body.read();
        variables = outer;
        ranges = outerRanges;
        return nodes;
    }

    /** Nodes up to an end, which is read. */
    private List<Node> body(final String context) throws TemplateException {
        final List<Node> nodes = new ArrayList<>();
        final String ending = list(nodes);
        if (!ending.equals("end")) {
            throw problem("unexpected {{else}} in " + context);
        }
        expectClose("end");
        return nodes;
    }

    /** Reads nodes up to an end or else, of which the closing delimiter is left; tells which. */
    private String list(final List<Node> nodes) throws TemplateException {
        if (++nesting > NESTING_MAX) {
            throw problem("more than " + NESTING_MAX + " blocks within each other");
        }
        while (!peek().is(Kind.END)) {
            final String keyword = peek().is(Kind.OPEN) ? keywordAfterOpen() : "";
            if (keyword.equals("end") || keyword.equals("else")) {
                open(keyword);
                nesting--;
                return keyword;
            }
            node(nodes);
        }
        throw problem("unexpected EOF");
    }

    private void node(final List<Node> nodes) throws TemplateException {
        if (peek().is(Kind.TEXT)) {
            nodes.add(new Node.Text(next().text()));
            return;
        }
        final String keyword = keywordAfterOpen();
        switch (keyword) {
            case "if", "with" -> {
                open(keyword);
                nodes.add(branch(keyword));
            }
            case "range" -> {
                open(keyword);
                nodes.add(range());
            }
            case "break", "continue" -> {
                open(keyword);
                nodes.add(jump(keyword));
            }
            case "template" -> {
                open(keyword);
                nodes.add(include());
            }
            case "block" -> {
                open(keyword);
                nodes.add(block());
            }
            case "define" -> {
                final Token token = nextInAction(next());
                throw unexpected(token, "command");
            }
            default -> {
                next();
                nodes.add(new Node.Action(pipeline("command", Kind.CLOSE)));
            }
        }
    }

    private Node branch(final String keyword) throws TemplateException {
        final int mark = variables.size();
        final Pipeline pipeline = pipeline(keyword, Kind.CLOSE);
        final List<Node> body = new ArrayList<>();
        final List<Node> otherwise = new ArrayList<>();
        if (list(body).equals("else")) {
            skipSpace();
            if (peek().isName(keyword)) {
                next();
                otherwise.add(branch(keyword));
                pop(mark);
                return new Node.Branch(keyword.equals("with"), pipeline, body, otherwise);
            }
            otherwise(otherwise);
        } else {
            expectClose("end");
        }
        pop(mark);
        return new Node.Branch(keyword.equals("with"), pipeline, body, otherwise);
    }

    private Node range() throws TemplateException {
        final int mark = variables.size();
        final Pipeline pipeline = pipeline("range", Kind.CLOSE);
        final List<Node> body = new ArrayList<>();
        final List<Node> otherwise = new ArrayList<>();
        ranges++;
        final String ending = list(body);
        ranges--;
        if (ending.equals("else")) {
            otherwise(otherwise);
        } else {
            expectClose("end");
        }
        pop(mark);
        return new Node.Range(pipeline, body, otherwise, pipeline.offset());
    }

    private void otherwise(final List<Node> nodes) throws TemplateException {
        expectClose("else");
        if (!list(nodes).equals("end")) {
            throw problem("expected end; found {{else}}");
        }
        expectClose("end");
    }

    private Node jump(final String keyword) throws TemplateException {
        expectClose("{{" + keyword + "}}");
        if (ranges == 0) {
            throw problem("{{" + keyword + "}} outside {{range}}");
        }
        return new Node.Jump(keyword.equals("break"));
    }

    private Node include() throws TemplateException {
        skipSpace();
        final int offset = peek().offset();
        final String name = templateName("template clause");
        skipSpace();
        if (peek().is(Kind.CLOSE)) {
            next();
            return new Node.Include(name, null, offset);
        }
        return new Node.Include(name, pipeline("template clause", Kind.CLOSE), offset);
    }

    private Node block() throws TemplateException {
        skipSpace();
        final int offset = peek().offset();
        final String name = templateName("block clause");
        final Pipeline pipeline = pipeline("block clause", Kind.CLOSE);
        add(name, scoped(() -> body("block clause")));
        return new Node.Include(name, pipeline, offset);
    }

    private String templateName(final String context) throws TemplateException {
        skipSpace();
        final Token token = next();
        if (!token.is(Kind.STRING)) {
            throw unexpected(token, context);
        }
        return token.text();
    }

    private Pipeline pipeline(final String context, final Kind end) throws TemplateException {
        skipSpace();
        final int offset = peek().offset();
        final List<String> declared = new ArrayList<>();
        final Boolean isDeclaration = declarations(context, declared);
        final List<Command> commands = new ArrayList<>();
        while (true) {
            skipSpace();
            final Token token = peek();
            final boolean isEnd = end == Kind.CLOSE ? token.is(Kind.CLOSE) : token.isSign(")");
            if (isEnd) {
                next();
                break;
            }
            commands.add(command(context));
            skipSpace();
            if (peek().isSign("|")) {
                next();
                skipSpace();
                if (!startsOperand(peek()) && !peek().is(Kind.CLOSE) && !peek().isSign(")")) {
                    throw unexpected(peek(), context);
                }
            }
        }
        if (commands.isEmpty()) {
            throw problem("missing value for " + context);
        }
        checkStages(commands);
        if (Boolean.TRUE.equals(isDeclaration)) {
            declared.forEach(variables::addLast);
        }
        return new Pipeline(declared, Boolean.TRUE.equals(isDeclaration), commands, offset);
    }

    private void checkStages(final List<Command> commands) throws TemplateException {
        for (int i = 1; i < commands.size(); i++) {
            final Operand first = commands.get(i).operands().get(0);
            if (first instanceof Operand.Constant || first instanceof Operand.Dot) {
                throw problem("non executable command in pipeline stage " + (i + 1));
            }
        }
    }

    /** Reads variables in front of a pipeline; tells whether they are new, null when there are none. */
    private @Nullable Boolean declarations(final String context, final List<String> declared) throws TemplateException {
        final int mark = position;
        while (peek().is(Kind.VARIABLE)) {
            final Token variable = next();
            skipSpace();
            if (peek().isSign(":=") || peek().isSign("=")) {
                final boolean isNew = next().text().equals(":=");
                declared.add(variable.text());
                if (!isNew) {
                    for (final String name : declared) {
                        require(name, variable);
                    }
                }
                return isNew;
            }
            if (!peek().isSign(",")) {
                break;
            }
            if (!context.equals("range") || declared.size() == 1) {
                throw problem("too many declarations in " + context);
            }
            next();
            skipSpace();
            declared.add(variable.text());
            if (!peek().is(Kind.VARIABLE)) {
                throw problem("range can only initialize variables");
            }
        }
        position = mark;
        declared.clear();
        return null;
    }

    private void require(final String name, final Token token) throws TemplateException {
        if (!variables.contains(name)) {
            throw TemplateException.reading(text, token.offset(), "undefined variable " + GoText.quote(name));
        }
    }

    private Command command(final String context) throws TemplateException {
        final int offset = peek().offset();
        final List<Operand> operands = new ArrayList<>();
        while (startsOperand(peek())) {
            operands.add(operand());
            if (!peek().is(Kind.SPACE)) {
                break;
            }
            skipSpace();
        }
        final Token after = peek();
        if (!after.is(Kind.CLOSE) && !after.isSign(")") && !after.isSign("|")) {
            throw unexpected(after, operands.isEmpty() ? context : "operand");
        }
        if (operands.isEmpty()) {
            throw problem("empty command");
        }
        return new Command(operands, text.substring(offset, end()), offset);
    }

    /** Where the last token that is no blank ended. */
    private int end() {
        int i = position - 1;
        while (i > 0 && tokens.get(i).is(Kind.SPACE)) {
            i--;
        }
        return tokens.get(i).offset() + tokens.get(i).source().length();
    }

    private static boolean startsOperand(final Token token) {
        return switch (token.kind()) {
            case NAME, FIELD, VARIABLE, DOT, STRING, CHARACTER, NUMBER -> true;
            case SIGN -> token.text().equals("(");
            default -> false;
        };
    }

    private Operand operand() throws TemplateException {
        final Token first = peek();
        Operand base = term(first);
        if (!peek().is(Kind.FIELD) || first.is(Kind.FIELD)) {
            return base;
        }
        if (base instanceof Operand.Constant constant) {
            throw problem("unexpected . after term " + GoText.quote(constant.source()));
        }
        final int offset = peek().offset();
        final List<String> fields = new ArrayList<>();
        while (peek().is(Kind.FIELD)) {
            fields.add(next().text());
        }
        return new Operand.Path(base, fields, text.substring(first.offset(), end()), offset);
    }

    private Operand term(final Token token) throws TemplateException {
        next();
        switch (token.kind()) {
            case NAME -> {
                return name(token);
            }
            case FIELD -> {
                final List<String> fields = new ArrayList<>(List.of(token.text()));
                // An error names the second field where there is one, as clients know it.
                final int offset = peek().is(Kind.FIELD) ? peek().offset() : token.offset();
                while (peek().is(Kind.FIELD)) {
                    fields.add(next().text());
                }
                return new Operand.Path(new Operand.Dot(), fields, text.substring(token.offset(), end()), offset);
            }
            case VARIABLE -> {
                require(token.text(), token);
                return new Operand.Variable(token.text(), token.offset());
            }
            case DOT -> {
                return new Operand.Dot();
            }
            case STRING -> {
                return new Operand.Constant(token.text(), token.source());
            }
            case CHARACTER -> {
                return new Operand.Constant((long) token.text().codePointAt(0), token.source());
            }
            case NUMBER -> {
                final Object number = Numbers.parse(token.text());
                if (number == null) {
                    throw problem("bad number syntax: " + GoText.quote(token.text()));
                }
                return new Operand.Constant(number, token.source());
            }
            default -> {
                if (++nesting > NESTING_MAX) {
                    throw problem("more than " + NESTING_MAX + " parentheses within each other");
                }
                final Pipeline nested = pipeline("parenthesized pipeline", Kind.SIGN);
                nesting--;
                return new Operand.Nested(nested);
            }
        }
    }

    private Operand name(final Token token) throws TemplateException {
        switch (token.text()) {
            case "true", "false" -> {
                return new Operand.Constant(token.text().equals("true"), token.source());
            }
            case "nil" -> {
                return new Operand.Constant(null, token.source());
            }
            default -> {
                if (isKeyword(token.text())) {
                    throw unexpected(token, "command");
                }
                if (!functions.test(token.text())) {
                    throw TemplateException.reading(
                            text, token.offset(), "function " + GoText.quote(token.text()) + " not defined");
                }
                return new Operand.Function(token.text(), token.offset());
            }
        }
    }

    private String keywordAfterOpen() {
        int i = position + 1;
        while (i < tokens.size() && tokens.get(i).is(Kind.SPACE)) {
            i++;
        }
        final Token token = tokens.get(Math.min(i, tokens.size() - 1));
        return token.is(Kind.NAME) && isKeyword(token.text()) ? token.text() : "";
    }

    private void open(final String keyword) {
        next();
        skipSpace();
        if (!next().isName(keyword)) {
            throw new IllegalStateException("read after it was seen: " + keyword);
        }
    }

    private void expectClose(final String context) throws TemplateException {
        final Token token = nextInAction(peek());
        if (!token.is(Kind.CLOSE)) {
            throw unexpected(token, context);
        }
    }

    private Token nextInAction(final Token ignored) {
        skipSpace();
        return next();
    }

    private void skipSpace() {
        while (peek().is(Kind.SPACE)) {
            position++;
        }
    }

    private void pop(final int mark) {
        while (variables.size() > mark) {
            variables.removeLast();
        }
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token next() {
        final Token token = tokens.get(position);
        if (position < tokens.size() - 1) {
            position++;
        }
        return token;
    }

    private TemplateException unexpected(final Token token, final String context) {
        return TemplateException.reading(text, token.offset(), "unexpected " + token.quoted() + " in " + context);
    }

    private TemplateException problem(final String problem) {
        final int last = Math.max(0, Math.min(position, tokens.size() - 1));
        return TemplateException.reading(text, tokens.get(last).offset(), problem);
    }

    /** Reads a body. */
    private interface Body {
        List<Node> read() throws TemplateException;
    }
}
