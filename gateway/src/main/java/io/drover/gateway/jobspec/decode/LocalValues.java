package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates {@code locals} blocks. Locals may use each other in any order: each is computed when it is first needed. A cycle
 * is an error that names its members. Of equal names the last one wins.
 */
final class LocalValues {

    private final Problems problems;
    private final Evaluator evaluator;
    private final HclValue variables;
    private final Map<String, Argument> declared = new LinkedHashMap<>();
    private final Map<String, HclValue> values = new HashMap<>();
    private final Set<String> failed = new LinkedHashSet<>();

    LocalValues(final Problems problems, final Evaluator evaluator, final HclValue variables) {
        this.problems = problems;
        this.evaluator = evaluator;
        this.variables = variables;
    }

    Map<String, HclValue> evaluate(final Body file) {
        for (final Block block : file.blocks("locals")) {
            Labels.check(block, 0, problems);
            for (final Block inner : block.body().blocks()) {
                problems.error(
                        "Unexpected \"" + inner.type() + "\" block", "Blocks are not allowed here.", inner.typeRange());
            }
            block.body().arguments().forEach(argument -> declared.put(argument.name(), argument));
        }
        for (final Argument argument : declared.values()) {
            evaluate(argument, new LinkedHashSet<>());
        }
        return values;
    }

    private void evaluate(final Argument argument, final Set<String> underway) {
        final String name = argument.name();
        if (values.containsKey(name) || failed.contains(name)) {
            return;
        }
        if (!underway.add(name) || underway.size() > 500) {
            failed.add(name);
            problems.error(
                    "Cycle in locals",
                    "These locals refer to each other in a circle: " + String.join(", ", underway) + ".",
                    argument.nameRange());
            return;
        }
        boolean canEvaluate = true;
        final Map<String, HclValue> visible = new HashMap<>();
        for (final Expression.Traversal reference : References.of(argument.expression())) {
            final Argument needed = neededLocal(reference);
            if (needed != null) {
                evaluate(needed, underway);
                final HclValue value = values.get(needed.name());
                canEvaluate &= value != null;
                if (value != null) {
                    visible.put(needed.name(), value);
                }
            } else if (reference.root().equals("local")) {
                visible.putAll(values);
            }
        }
        underway.remove(name);
        if (canEvaluate) {
            compute(argument, visible);
        } else {
            failed.add(name);
        }
    }

    private @Nullable Argument neededLocal(final Expression.Traversal reference) {
        if (!reference.root().equals("local") || reference.selectors().isEmpty()) {
            return null;
        }
        return reference.selectors().get(0) instanceof Expression.Attribute attribute
                ? declared.get(attribute.name())
                : indexed(reference.selectors().get(0));
    }

    private @Nullable Argument indexed(final Expression.Selector selector) {
        return selector instanceof Expression.LiteralIndex index && index.key() instanceof HclValue.Text text
                ? declared.get(text.value())
                : null;
    }

    /** Computes a local that sees those it refers to, or all so far when it refers to them as a whole. */
    private void compute(final Argument argument, final Map<String, HclValue> visible) {
        try {
            final Scope scope =
                    Scope.of(Map.of("var", variables, "local", HclValue.object(visible)), Scope.Unknown.LEFT_FOR_NODE);
            values.put(argument.name(), evaluator.evaluate(argument.expression(), scope));
        } catch (final EvaluationException failure) {
            failed.add(argument.name());
            problems.add(failure.diagnostic());
        }
    }
}
