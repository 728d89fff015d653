package io.drover.gateway.jobspec.hcl.syntax;

import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the older form of the language, which agents still read: names may be quoted, items may be separated by commas or nothing,
 * numbers may be hexadecimal, texts are taken as they are. The result is a tree of the newer form whose values are constants.
 * Job files are never read this way.
 */
public final class Hcl1Parser {

    private static final int MAX_DEPTH = 200;

    private final SourceText source;
    private final Hcl1Scanner scanner;
    private int depth;

    private Hcl1Parser(final SourceText source) {
        this.source = source;
        this.scanner = new Hcl1Scanner(source);
    }

    /** Parses a text; never throws on bad input. */
    public static HclFile parse(final String text, final String fileName) {
        final SourceText source = new SourceText(fileName, text);
        if (text.length() > HclParser.MAX_LENGTH) {
            return HclParser.refused(
                    source, "File too large", "A file may have up to " + HclParser.MAX_LENGTH + " characters.");
        }
        try {
            return new HclFile(source, new Hcl1Parser(source).body('\0'), List.of());
        } catch (final SyntaxError error) {
            return new HclFile(
                    source, new Body(List.of(), List.of(), new SourceRange(source, 0, 0)), List.of(error.diagnostic()));
        }
    }

    private Body body(final char end) throws SyntaxError {
        enter();
        final int start = scanner.position();
        final Map<String, Argument> arguments = new LinkedHashMap<>();
        final List<Block> blocks = new ArrayList<>();
        char next = scanner.peek();
        while (next != end) {
            if (next == '\0') {
                throw scanner.errorAtEnd("object expected closing RBRACE");
            }
            item(arguments, blocks);
            next = scanner.peek();
            if (next == ',') {
                scanner.skip();
                next = scanner.peek();
            }
        }
        final SourceRange range = new SourceRange(source, start, scanner.position());
        if (end != '\0') {
            scanner.skip();
        }
        depth--;
        return new Body(List.copyOf(arguments.values()), List.copyOf(blocks), range);
    }

    private void item(final Map<String, Argument> arguments, final List<Block> blocks) throws SyntaxError {
        final int start = scanner.position();
        final String name = scanner.name();
        final SourceRange nameRange = scanner.since(start);
        final List<Block.Label> labels = new ArrayList<>();
        while (true) {
            final char next = scanner.peek();
            final int at = scanner.position();
            if (next == '=' && labels.isEmpty()) {
                scanner.skip();
                final Expression value = value();
                // Of equal names the last one wins.
                arguments.put(name, new Argument(name, nameRange, value, scanner.since(start)));
                return;
            }
            if (next == '{') {
                scanner.skip();
                final SourceRange open = scanner.since(at);
                blocks.add(new Block(name, nameRange, List.copyOf(labels), open, body('}')));
                return;
            }
            if (next == '\0') {
                throw scanner.errorAtEnd("expected to find at least one object key or '{'");
            }
            final String label = scanner.name();
            labels.add(new Block.Label(label, scanner.since(at)));
        }
    }

    private Expression value() throws SyntaxError {
        final char next = scanner.peek();
        final int start = scanner.position();
        if (next == '[') {
            return list(start);
        }
        if (next == '{') {
            scanner.skip();
            return object(body('}'), scanner.since(start));
        }
        if (next == '"' || next == '<') {
            final String text = scanner.text();
            return new Expression.Literal(HclValue.of(text), scanner.since(start));
        }
        final String word = scanner.word();
        return new Expression.Literal(constant(word), scanner.since(start));
    }

    private HclValue constant(final String word) throws SyntaxError {
        if (word.equals("true") || word.equals("false")) {
            return HclValue.of(word.equals("true"));
        }
        final HclNumber number = number(word);
        if (number != null) {
            return number;
        }
        throw scanner.error("Unknown token: IDENT " + word);
    }

    private static @Nullable HclNumber number(final String word) {
        final boolean isNegative = word.startsWith("-");
        final String digits = isNegative ? word.substring(1) : word;
        final boolean isHexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
        if (isHexadecimal && digits.substring(2).matches("[0-9a-fA-F]{1,16}")) {
            final BigInteger value = new BigInteger(digits.substring(2), 16);
            return HclNumber.parse((isNegative ? value.negate() : value).toString());
        }
        final boolean isDecimal = !digits.isEmpty() && digits.charAt(0) >= '0' && digits.charAt(0) <= '9';
        return isDecimal ? HclNumber.parse(word) : null;
    }

    private Expression list(final int start) throws SyntaxError {
        enter();
        scanner.skip();
        final List<Expression> elements = new ArrayList<>();
        while (scanner.peek() != ']') {
            if (scanner.peek() == '\0') {
                throw scanner.errorAtEnd("error parsing list, expected closing ]");
            }
            elements.add(value());
            if (scanner.peek() == ',') {
                scanner.skip();
            } else if (scanner.peek() != ']') {
                throw scanner.error("error parsing list, expected comma or list end");
            }
        }
        scanner.skip();
        depth--;
        return new Expression.TupleOf(List.copyOf(elements), scanner.since(start));
    }

    private static Expression object(final Body body, final SourceRange range) {
        final List<Expression.Item> items = new ArrayList<>();
        for (final Argument argument : body.arguments()) {
            items.add(new Expression.Item(
                    new Expression.Literal(HclValue.of(argument.name()), argument.nameRange()), argument.expression()));
        }
        for (final Block block : body.blocks()) {
            items.add(new Expression.Item(
                    new Expression.Literal(HclValue.of(block.type()), block.typeRange()),
                    object(block.body(), block.body().range())));
        }
        return new Expression.ObjectOf(List.copyOf(items), range);
    }

    private void enter() throws SyntaxError {
        if (++depth > MAX_DEPTH) {
            throw scanner.error("nested too deeply");
        }
    }
}
