package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run of a for expression. */
final class ForEvaluation {

    private final Evaluator evaluator;
    private final Expression.For loop;
    private final Scope scope;

    ForEvaluation(final Evaluator evaluator, final Expression.For loop, final Scope scope) {
        this.evaluator = evaluator;
        this.loop = loop;
        this.scope = scope;
    }

    HclValue value() throws EvaluationException {
        final HclValue collection = evaluator.evaluate(loop.collection(), scope);
        if (collection.isNull()) {
            throw new EvaluationException(
                    "Iteration over null value",
                    "A null value cannot be used as the collection in a 'for' expression.",
                    loop.collection().range());
        }
        final List<Map.Entry<HclValue, HclValue>> entries = Iteration.entries(collection);
        if (entries == null) {
            throw new EvaluationException(
                    "Iteration over non-iterable value",
                    "A value of type " + collection.type().label()
                            + " cannot be used as the collection in a 'for' expression.",
                    loop.collection().range());
        }
        return loop.key() == null ? tuple(entries) : object(entries, loop.key());
    }

    private HclValue tuple(final List<Map.Entry<HclValue, HclValue>> entries) throws EvaluationException {
        final List<HclValue> results = new ArrayList<>();
        for (final Map.Entry<HclValue, HclValue> entry : entries) {
            final Scope inner = inner(entry);
            if (meetsCondition(inner)) {
                results.add(evaluator.evaluate(loop.value(), inner));
            }
        }
        return HclValue.tuple(results);
    }

    private HclValue object(final List<Map.Entry<HclValue, HclValue>> entries, final Expression keyExpression)
            throws EvaluationException {
        final Map<String, HclValue> results = new TreeMap<>();
        final Map<String, List<HclValue>> groups = new TreeMap<>();
        for (final Map.Entry<HclValue, HclValue> entry : entries) {
            final Scope inner = inner(entry);
            if (!meetsCondition(inner)) {
                continue;
            }
            final String key = key(keyExpression, inner);
            final HclValue value = evaluator.evaluate(loop.value(), inner);
            if (loop.isGrouping()) {
                groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
            } else if (results.put(key, value) != null) {
                throw new EvaluationException(
                        "Duplicate object key",
                        "Two different items produced the key \"" + key
                                + "\" in this 'for' expression. If duplicates are expected, use the ellipsis (...) after"
                                + " the value expression to enable grouping by key.",
                        keyExpression.range());
            }
        }
        groups.forEach((key, values) -> results.put(key, HclValue.tuple(values)));
        return HclValue.object(results);
    }

    private Scope inner(final Map.Entry<HclValue, HclValue> entry) {
        final Map<String, HclValue> names = new HashMap<>();
        final @Nullable String keyName = loop.keyName();
        if (keyName != null) {
            names.put(keyName, entry.getKey());
        }
        names.put(loop.valueName(), entry.getValue());
        return scope.with(names);
    }

    private String key(final Expression expression, final Scope inner) throws EvaluationException {
        final HclValue key = evaluator.evaluate(expression, inner);
        if (key.isNull()) {
            throw new EvaluationException(
                    "Invalid object key",
                    "Key expression in 'for' expression must not produce a null value.",
                    expression.range());
        }
        try {
            return ((HclValue.Text) Conversion.convert(key, HclType.STRING)).value();
        } catch (final ConversionException unsuitable) {
            throw new EvaluationException(
                    "Invalid object key",
                    "The key expression produced an invalid result: " + unsuitable.getMessage() + ".",
                    expression.range());
        }
    }

    private boolean meetsCondition(final Scope inner) throws EvaluationException {
        final Expression condition = loop.condition();
        if (condition == null) {
            return true;
        }
        final HclValue value = evaluator.evaluate(condition, inner);
        if (value.isNull()) {
            throw new EvaluationException(
                    "Invalid 'for' condition", "The value of the 'if' clause must not be null.", condition.range());
        }
        try {
            return ((HclValue.Bool) Conversion.convert(value, HclType.BOOL)).value();
        } catch (final ConversionException unsuitable) {
            throw new EvaluationException(
                    "Invalid 'for' condition",
                    "The 'if' clause value is invalid: " + unsuitable.getMessage() + ".",
                    condition.range());
        }
    }
}
