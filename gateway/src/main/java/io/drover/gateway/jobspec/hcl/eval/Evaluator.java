package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.function.FunctionTable;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.hcl.value.Unification;
import io.drover.gateway.jobspec.hcl.value.ValueTooLargeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes the values of expressions.
 *
 * <p>One instance serves one file and one thread. It counts its steps: a file that would compute for minutes is stopped with
 * an error after a bound that takes about a second.
 */
public final class Evaluator {

    /** Visits of expressions and elements in one file; the largest known job needs some thousands. */
    private static final int MAX_STEPS = 5_000_000;

    private final @Nullable FunctionTable functions;
    private final Calls calls;
    private int steps;

    /** Makes an evaluator that may call the given functions, or none. */
    public Evaluator(final @Nullable FunctionTable functions) {
        this.functions = functions;
        this.calls = new Calls(this);
    }

    /** Returns the value of an expression. */
    public HclValue evaluate(final Expression expression, final Scope scope) throws EvaluationException {
        if (++steps > MAX_STEPS) {
            throw new EvaluationException(
                    "Evaluation too expensive",
                    "This file computes more than this parser allows. Reduce the sizes of its for expressions.",
                    expression.range());
        }
        try {
            return value(expression, scope);
        } catch (final ValueTooLargeException tooLarge) {
            throw new EvaluationException(
                    "Value too large", "This expression makes a value that is too large.", expression.range());
        }
    }

    @Nullable
    FunctionTable functions() {
        return functions;
    }

    private HclValue value(final Expression expression, final Scope scope) throws EvaluationException {
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expression.Template template) {
            return template(template, scope);
        }
        if (expression instanceof Expression.TemplateWrap wrap) {
            return evaluate(wrap.inner(), scope);
        }
        if (expression instanceof Expression.Traversal traversal) {
            return reference(traversal, scope);
        }
        if (expression instanceof Expression.Selection selection) {
            return select(evaluate(selection.base(), scope), selection.selectors(), scope);
        }
        if (expression instanceof Expression.Parentheses parentheses) {
            return evaluate(parentheses.inner(), scope);
        }
        if (expression instanceof Expression.TupleOf tuple) {
            final List<HclValue> elements = new ArrayList<>(tuple.elements().size());
            for (final Expression element : tuple.elements()) {
                elements.add(evaluate(element, scope));
            }
            return HclValue.tuple(elements);
        }
        if (expression instanceof Expression.ObjectOf object) {
            return object(object, scope);
        }
        if (expression instanceof Expression.Call call) {
            return calls.call(call, scope);
        }
        if (expression instanceof Expression.Operations operations) {
            return operations(operations, scope);
        }
        if (expression instanceof Expression.Unary unary) {
            return Operators.negate(evaluate(unary.operand(), scope), unary);
        }
        if (expression instanceof Expression.Conditional conditional) {
            return conditional(conditional, scope);
        }
        if (expression instanceof Expression.For loop) {
            return new ForEvaluation(this, loop, scope).value();
        }
        return joined((Expression.TemplateJoin) expression, scope);
    }

    private HclValue template(final Expression.Template template, final Scope scope) throws EvaluationException {
        final StringBuilder text = new StringBuilder();
        for (final Expression part : template.parts()) {
            text.append(templateText(evaluate(part, scope), part.range()));
            HclValue.checkTextLength(text.length());
        }
        return HclValue.of(text.toString());
    }

    private HclValue joined(final Expression.TemplateJoin join, final Scope scope) throws EvaluationException {
        final StringBuilder text = new StringBuilder();
        for (final HclValue piece : ((HclSequence) evaluate(join.pieces(), scope)).elements()) {
            text.append(templateText(piece, join.range()));
            HclValue.checkTextLength(text.length());
        }
        return HclValue.of(text.toString());
    }

    private static String templateText(final HclValue value, final SourceRange range) throws EvaluationException {
        if (value.isNull()) {
            throw new EvaluationException(
                    "Invalid template interpolation value",
                    "The expression result is null. Cannot include a null value in a string template.",
                    range);
        }
        try {
            return ((HclValue.Text) Conversion.convert(value, HclType.STRING)).value();
        } catch (final ConversionException unsuitable) {
            throw new EvaluationException(
                    "Invalid template interpolation value",
                    "Cannot include the given value in a string template: " + unsuitable.getMessage() + ".",
                    range);
        }
    }

    private HclValue reference(final Expression.Traversal traversal, final Scope scope) throws EvaluationException {
        final HclValue root = scope.find(traversal.root());
        if (root != null) {
            return select(root, traversal.selectors(), scope);
        }
        return switch (scope.unknown()) {
            case LEFT_FOR_NODE -> HclValue.of(RuntimeReference.text(traversal.range()));
            case VARIABLES_NOT_ALLOWED ->
                throw new EvaluationException(
                        "Variables not allowed", "Variables may not be used here.", traversal.rootRange());
            case ERROR ->
                throw new EvaluationException(
                        "Unknown variable",
                        "There is no variable named \"" + traversal.root() + "\".",
                        traversal.rootRange());
        };
    }

    private HclValue select(final HclValue base, final List<Expression.Selector> selectors, final Scope scope)
            throws EvaluationException {
        HclValue value = base;
        for (final Expression.Selector selector : selectors) {
            if (selector instanceof Expression.Attribute attribute) {
                value = Selections.attribute(value, attribute.name(), attribute.range());
            } else if (selector instanceof Expression.LiteralIndex index) {
                value = Selections.index(value, index.key(), index.range());
            } else if (selector instanceof Expression.ComputedIndex index) {
                value = Selections.index(value, evaluate(index.key(), scope), index.range());
            } else {
                value = splat(value, ((Expression.Splat) selector).each(), scope);
            }
        }
        return value;
    }

    private HclValue splat(final HclValue source, final List<Expression.Selector> each, final Scope scope)
            throws EvaluationException {
        if (source.isNull()) {
            return HclValue.tuple(List.of());
        }
        final List<HclValue> elements = source instanceof HclSequence sequence ? sequence.elements() : List.of(source);
        final List<HclValue> results = new ArrayList<>(elements.size());
        for (final HclValue element : elements) {
            step(each.isEmpty() ? null : each.get(0).range());
            results.add(select(element, each, scope));
        }
        return source.type() instanceof HclType.ListType && sameType(results)
                ? HclValue.list(results.get(0).type(), results)
                : HclValue.tuple(results);
    }

    private static boolean sameType(final List<HclValue> values) {
        for (final HclValue value : values) {
            if (!value.type().equals(values.get(0).type())) {
                return false;
            }
        }
        return !values.isEmpty();
    }

    /** Counts the steps of a slow function. */
    void spend(final long more, final SourceRange range) throws EvaluationException {
        if (more > MAX_STEPS - steps) {
            throw new EvaluationException(
                    "Evaluation too expensive", "This file computes more than this parser allows.", range);
        }
        steps += (int) more;
    }

    /** Counts a step that is no expression of its own. */
    void step(final @Nullable SourceRange range) throws EvaluationException {
        if (++steps > MAX_STEPS) {
            throw new EvaluationException(
                    "Evaluation too expensive", "This file computes more than this parser allows.", range);
        }
    }

    private HclValue object(final Expression.ObjectOf object, final Scope scope) throws EvaluationException {
        final Map<String, HclValue> attributes = new TreeMap<>();
        for (final Expression.Item item : object.items()) {
            attributes.put(key(item.key(), scope), evaluate(item.value(), scope));
        }
        return HclValue.object(attributes);
    }

    /** Returns the name that a key stands for: a bare word is itself. */
    private String key(final Expression key, final Scope scope) throws EvaluationException {
        if (key instanceof Expression.Traversal name) {
            if (name.selectors().isEmpty()) {
                return name.root();
            }
            throw new EvaluationException(
                    "Ambiguous attribute key",
                    "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as"
                            + " a literal name containing periods, wrap it in quotes to create a string literal.",
                    key.range());
        }
        final HclValue value =
                key instanceof Expression.Literal literal && literal.value().isNull()
                        ? HclValue.of("null")
                        : evaluate(key, scope);
        if (value.isNull()) {
            throw new EvaluationException("Null value as key", "Can't use a null value as a key.", key.range());
        }
        try {
            return ((HclValue.Text) Conversion.convert(value, HclType.STRING)).value();
        } catch (final ConversionException unsuitable) {
            throw new EvaluationException(
                    "Incorrect key type",
                    "Can't use this value as a key: " + unsuitable.getMessage() + ".",
                    key.range());
        }
    }

    private HclValue operations(final Expression.Operations operations, final Scope scope) throws EvaluationException {
        HclValue left = evaluate(operations.first(), scope);
        for (final Expression.Operation operation : operations.rest()) {
            final HclValue right = evaluate(operation.operand(), scope);
            left = Operators.apply(operation.operator(), left, right, operations.range());
        }
        return left;
    }

    private HclValue conditional(final Expression.Conditional conditional, final Scope scope)
            throws EvaluationException {
        final HclValue condition = evaluate(conditional.condition(), scope);
        if (condition.isNull()) {
            throw new EvaluationException(
                    "Null condition",
                    "The condition value is null. Conditions must either be true or false.",
                    conditional.condition().range());
        }
        final boolean isTrue;
        try {
            isTrue = ((HclValue.Bool) Conversion.convert(condition, HclType.BOOL)).value();
        } catch (final ConversionException unsuitable) {
            throw new EvaluationException(
                    "Incorrect condition type",
                    "The condition expression must be of type bool.",
                    conditional.condition().range());
        }
        final HclValue chosen = evaluate(isTrue ? conditional.whenTrue() : conditional.whenFalse(), scope);
        final HclType other = typeOf(isTrue ? conditional.whenFalse() : conditional.whenTrue(), scope);
        final HclType common = Unification.unify(List.of(chosen.type(), other));
        if (common == null) {
            throw new EvaluationException(
                    "Inconsistent conditional result types",
                    "The true and false result expressions must have consistent types. The 'true' value is "
                            + (isTrue ? chosen.type() : other).label() + ", but the 'false' value is "
                            + (isTrue ? other : chosen.type()).label() + ".",
                    conditional.range());
        }
        try {
            return Conversion.convert(chosen, common);
        } catch (final ConversionException unsuitable) {
            throw new EvaluationException(
                    "Inconsistent conditional result types",
                    "The value cannot be converted to the type that both results have in common: "
                            + unsuitable.getMessage() + ".",
                    conditional.range());
        }
    }

    /** Returns the type of the arm that was not chosen; one that fails fits everything. */
    private HclType typeOf(final Expression expression, final Scope scope) {
        try {
            return evaluate(expression, scope).type();
        } catch (final EvaluationException unused) {
            return HclType.DYNAMIC;
        }
    }
}
