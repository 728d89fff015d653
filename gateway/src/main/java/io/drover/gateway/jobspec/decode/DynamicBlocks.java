package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Iteration;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replaces {@code dynamic "type" { for_each … content { … } }} by the blocks it stands for. */
final class DynamicBlocks {

    /** Blocks that dynamic blocks of one file may make; a job has a few hundred at most. */
    private static final int MAX_BLOCKS = 20_000;

    private static final Set<String> ARGUMENTS = Set.of("for_each", "iterator", "labels");

    private final Evaluator evaluator;
    private final Problems problems;
    private int madeCount;

    DynamicBlocks(final Evaluator evaluator, final Problems problems) {
        this.evaluator = evaluator;
        this.problems = problems;
    }

    /**
     * Returns the blocks that a dynamic block stands for.
     *
     * @param dynamic the block
     * @param scope around it
     * @param labelCount labels that blocks of the made type need
     */
    List<ScopedBlock> expand(final Block dynamic, final Scope scope, final int labelCount) {
        if (madeCount > MAX_BLOCKS) {
            return List.of();
        }
        try {
            return expanded(dynamic, scope, labelCount);
        } catch (final EvaluationException failure) {
            problems.add(failure.diagnostic());
            return List.of();
        }
    }

    private List<ScopedBlock> expanded(final Block dynamic, final Scope scope, final int labelCount)
            throws EvaluationException {
        checkArguments(dynamic);
        final Block content = content(dynamic);
        final Argument forEach = dynamic.body().argument("for_each");
        if (forEach == null) {
            throw new EvaluationException(
                    "Missing required argument",
                    "The argument \"for_each\" is required, but no definition was found.",
                    dynamic.openRange());
        }
        final String iterator = iteratorName(dynamic);
        final List<Expression> labels = labelExpressions(dynamic, labelCount);
        final List<ScopedBlock> blocks = new ArrayList<>();
        for (final Map.Entry<HclValue, HclValue> entry : entries(forEach, scope)) {
            if (++madeCount > MAX_BLOCKS) {
                throw new EvaluationException(
                        "Too many dynamic blocks",
                        "Dynamic blocks may make up to " + MAX_BLOCKS + " blocks in one file.",
                        forEach.range());
            }
            final HclValue value = HclValue.object(Map.of("key", entry.getKey(), "value", entry.getValue()));
            final Scope inner = scope.with(Map.of(iterator, value));
            blocks.add(new ScopedBlock(
                    new Block(
                            dynamic.labels().get(0).text(),
                            dynamic.typeRange(),
                            labels(labels, inner),
                            content.openRange(),
                            content.body()),
                    inner));
        }
        return blocks;
    }

    private static void checkArguments(final Block dynamic) throws EvaluationException {
        for (final Argument argument : dynamic.body().arguments()) {
            if (!ARGUMENTS.contains(argument.name())) {
                throw new EvaluationException(
                        "Unsupported argument",
                        "An argument named \"" + argument.name() + "\" is not expected here.",
                        argument.nameRange());
            }
        }
    }

    private static Block content(final Block dynamic) throws EvaluationException {
        final List<Block> contents = dynamic.body().blocks("content");
        for (final Block block : dynamic.body().blocks()) {
            if (!block.type().equals("content")) {
                throw new EvaluationException(
                        "Unsupported block type",
                        "Blocks of type \"" + block.type() + "\" are not expected here.",
                        block.typeRange());
            }
        }
        if (contents.isEmpty()) {
            throw new EvaluationException(
                    "Missing dynamic content block",
                    "A dynamic block must have a nested block of type \"content\" to describe the body of each generated"
                            + " block.",
                    dynamic.openRange());
        }
        if (contents.size() > 1) {
            throw new EvaluationException(
                    "Extraneous dynamic content block",
                    "Only one nested content block is allowed for each dynamic block.",
                    contents.get(1).typeRange());
        }
        return contents.get(0);
    }

    private List<Map.Entry<HclValue, HclValue>> entries(final Argument forEach, final Scope scope)
            throws EvaluationException {
        final HclValue collection = evaluator.evaluate(forEach.expression(), scope);
        final List<Map.Entry<HclValue, HclValue>> entries = Iteration.entries(collection);
        if (entries == null) {
            throw new EvaluationException(
                    "Invalid dynamic for_each value",
                    collection.isNull()
                            ? "Cannot use a null value in for_each."
                            : "Cannot use a " + collection.type().label()
                                    + " value in for_each. An iterable collection is required.",
                    forEach.expression().range());
        }
        return entries;
    }

    private static String iteratorName(final Block dynamic) throws EvaluationException {
        final Argument iterator = dynamic.body().argument("iterator");
        if (iterator == null) {
            return dynamic.labels().get(0).text();
        }
        if (iterator.expression() instanceof Expression.Traversal name
                && name.selectors().isEmpty()) {
            return name.root();
        }
        throw new EvaluationException(
                "Invalid dynamic iterator name",
                "Dynamic iterator must be a single variable name.",
                iterator.expression().range());
    }

    private static List<Expression> labelExpressions(final Block dynamic, final int labelCount)
            throws EvaluationException {
        final Argument labels = dynamic.body().argument("labels");
        final List<Expression> expressions;
        if (labels == null) {
            expressions = List.of();
        } else if (labels.expression() instanceof Expression.TupleOf tuple) {
            expressions = tuple.elements();
        } else {
            throw new EvaluationException(
                    "Invalid dynamic block label",
                    "The labels must be written as a list in brackets.",
                    labels.expression().range());
        }
        if (expressions.size() != labelCount) {
            throw new EvaluationException(
                    expressions.size() > labelCount
                            ? "Extraneous dynamic block label"
                            : "Insufficient dynamic block labels",
                    "Blocks of type \"" + dynamic.labels().get(0).text() + "\" require " + labelCount + " label(s).",
                    labels == null ? dynamic.openRange() : labels.range());
        }
        return expressions;
    }

    private List<Block.Label> labels(final List<Expression> expressions, final Scope scope) throws EvaluationException {
        final List<Block.Label> labels = new ArrayList<>();
        for (final Expression expression : expressions) {
            final HclValue value = evaluator.evaluate(expression, scope);
            if (value.isNull()) {
                throw new EvaluationException(
                        "Invalid dynamic block label",
                        "Cannot use a null value as a dynamic block label.",
                        expression.range());
            }
            try {
                labels.add(new Block.Label(
                        ((HclValue.Text) Conversion.convert(value, HclType.STRING)).value(), expression.range()));
            } catch (final ConversionException unsuitable) {
                throw new EvaluationException(
                        "Invalid dynamic block label",
                        "Cannot use this value as a dynamic block label: " + unsuitable.getMessage() + ".",
                        expression.range());
            }
        }
        return labels;
    }
}
