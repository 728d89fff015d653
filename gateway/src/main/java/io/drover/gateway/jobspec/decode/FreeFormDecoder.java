package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;

/**
 * Decodes bodies without a schema, such as the {@code config} of a task.
 *
 * <p>Drivers see one shape for what can be written in two ways: blocks of one type are a list of objects, labels are keys of
 * nested objects, and an argument that is literally an object becomes a list of one object too.
 */
final class FreeFormDecoder {

    private final Evaluator evaluator;
    private final Problems problems;

    FreeFormDecoder(final Evaluator evaluator, final Problems problems) {
        this.evaluator = evaluator;
        this.problems = problems;
    }

    JsonObject decode(final Body body, final Scope scope) {
        final JsonObject object = new JsonObject();
        for (final Argument argument : body.arguments()) {
            if (!body.blocks(argument.name()).isEmpty()) {
                continue;
            }
            try {
                object.put(argument.name(), argument(argument, scope));
            } catch (final EvaluationException failure) {
                problems.add(failure.diagnostic());
            }
        }
        for (final Block block : body.blocks()) {
            final JsonArray earlier = object.array(block.type());
            final JsonArray list = earlier == null ? new JsonArray() : earlier;
            object.put(block.type(), list.add(block(block, scope)));
        }
        return object;
    }

    private JsonValue argument(final Argument argument, final Scope scope) throws EvaluationException {
        final Expression expression = argument.expression();
        final JsonValue value = JsonValues.of(evaluator.evaluate(expression, scope), expression.range());
        return expression instanceof Expression.ObjectOf ? JsonArray.of(value) : value;
    }

    private JsonValue block(final Block block, final Scope scope) {
        JsonObject content = decode(block.body(), scope);
        for (int i = block.labels().size() - 1; i >= 0; i--) {
            content = new JsonObject().put(block.labels().get(i).text(), JsonArray.of(content));
        }
        return content;
    }
}
