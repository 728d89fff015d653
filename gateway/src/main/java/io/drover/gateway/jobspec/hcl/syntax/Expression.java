package io.drover.gateway.jobspec.hcl.syntax;

import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as it was written. Immutable.
 *
 * <p>Chains of the same precedence ({@code a + b - c}) and of selectors ({@code a.b[c].d}) are flat lists, so that the depth
 * of a tree is bounded by the nesting of brackets in the text, which the parser limits.
 */
public sealed interface Expression {

    /** Where the expression is. */
    SourceRange range();

    /** Where the expression starts: its first part, which is what a problem with the value as a whole is shown at. */
    default SourceRange startRange() {
        return range();
    }

    /** A number, {@code true}, {@code false}, {@code null} or a text without sequences. */
    record Literal(HclValue value, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            final boolean isQuoted =
                    range.end() - range.start() > 2 && range.source().text().charAt(range.start()) == '"';
            return isQuoted ? new SourceRange(range.source(), range.start() + 1, range.end() - 1) : range;
        }
    }

    /**
     * Text with embedded parts.
     *
     * @param parts literals and expressions in order
     */
    record Template(List<Expression> parts, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            return parts.isEmpty() ? range : parts.get(0).startRange();
        }
    }

    /**
     * Text that is exactly one embedded expression, whose value keeps its type.
     *
     * @param inner the embedded expression
     */
    record TemplateWrap(Expression inner, SourceRange range) implements Expression {}

    /**
     * The pieces that a {@code %{for}} directive makes, joined.
     *
     * @param pieces makes a tuple of texts
     */
    record TemplateJoin(Expression pieces, SourceRange range) implements Expression {}

    /**
     * A reference: a root name and literal selectors.
     *
     * @param root the first name
     * @param rootRange where that name is
     * @param selectors attribute names and literal indexes
     */
    record Traversal(String root, SourceRange rootRange, List<Selector> selectors, SourceRange range)
            implements Expression {
        @Override
        public SourceRange startRange() {
            return rootRange;
        }
    }

    /**
     * Selectors on the value of any expression.
     *
     * @param base what they apply to
     * @param selectors in order
     */
    record Selection(Expression base, List<Selector> selectors, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            return base.startRange();
        }
    }

    /**
     * A function call.
     *
     * @param name the function
     * @param nameRange where its name is
     * @param arguments in order
     * @param expandsLast whether the last argument is a list of further arguments
     */
    record Call(String name, SourceRange nameRange, List<Expression> arguments, boolean expandsLast, SourceRange range)
            implements Expression {
        @Override
        public SourceRange startRange() {
            return new SourceRange(range.source(), nameRange.start(), nameRange.end() + 1);
        }

        /** Returns where the call ends. */
        public SourceRange closingParenthesis() {
            return new SourceRange(range.source(), range.end() - 1, range.end());
        }
    }

    /** {@code condition ? whenTrue : whenFalse}. */
    record Conditional(Expression condition, Expression whenTrue, Expression whenFalse, SourceRange range)
            implements Expression {
        @Override
        public SourceRange startRange() {
            return condition.startRange();
        }
    }

    /**
     * Operations of one precedence, evaluated from the left.
     *
     * @param first the leftmost operand
     * @param rest the further operators and operands
     */
    record Operations(Expression first, List<Operation> rest, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            return first.startRange();
        }
    }

    /** An operator and its right operand. */
    record Operation(Operator operator, Expression operand) {}

    /** {@code -operand} or {@code !operand}. */
    record Unary(boolean isNegation, Expression operand, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            return first(range);
        }
    }

    /** {@code (inner)}. */
    record Parentheses(Expression inner, SourceRange range) implements Expression {}

    /** {@code [a, b]}. */
    record TupleOf(List<Expression> elements, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            return first(range);
        }
    }

    /** {@code {a = b}}. */
    record ObjectOf(List<Item> items, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            return first(range);
        }
    }

    /**
     * A key and a value of an object.
     *
     * @param key any expression; a bare name stands for itself
     * @param value any expression
     */
    record Item(Expression key, Expression value) {}

    /**
     * A for expression.
     *
     * @param keyName name of the key or position, or null
     * @param valueName name of the element
     * @param collection what is visited
     * @param key makes the names of an object, null for a tuple
     * @param value makes the elements
     * @param isGrouping whether values of equal names are collected
     * @param condition what an element must meet, or null
     */
    record For(
            @Nullable String keyName,
            String valueName,
            Expression collection,
            @Nullable Expression key,
            Expression value,
            boolean isGrouping,
            @Nullable Expression condition,
            SourceRange range)
            implements Expression {
        @Override
        public SourceRange startRange() {
            return first(range);
        }
    }

    private static SourceRange first(final SourceRange range) {
        return new SourceRange(range.source(), range.start(), range.start() + 1);
    }

    /** Takes a part of a value. */
    sealed interface Selector {
        /** Where the selector is. */
        SourceRange range();
    }

    /** {@code .name}. */
    record Attribute(String name, SourceRange range) implements Selector {}

    /** {@code [0]}, {@code ["name"]} or the old form {@code .0}. */
    record LiteralIndex(HclValue key, SourceRange range) implements Selector {}

    /** {@code [expression]}. */
    record ComputedIndex(Expression key, SourceRange range) implements Selector {}

    /**
     * {@code [*]} or {@code .*}: the same selection on every element.
     *
     * @param each what to take of an element
     */
    record Splat(List<Selector> each, SourceRange range) implements Selector {}
}
