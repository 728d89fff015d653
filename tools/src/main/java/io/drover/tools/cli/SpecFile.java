package io.drover.tools.cli;

import io.drover.gateway.jobspec.decode.JsonValues;
import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;

/**
 * Small specifications in the language of job files, such as those of namespaces and node pools: constant values only, no
 * variables and no functions. Problems are reported as {@link IllegalArgumentException} with their place in the file.
 */
public final class SpecFile {
    private final Evaluator evaluator = new Evaluator(null);

    /** The content of the file. */
    public static Body parse(final String fileName, final String text) {
        final HclFile file = HclParser.parse(text, fileName);
        if (file.hasErrors()) {
            throw refusal(file.diagnostics().get(0));
        }
        return file.body();
    }

    /** Sets the field of an object to the value of an argument, if there is one. */
    public void copy(final Body body, final String argumentName, final JsonObject target, final String field) {
        final Argument argument = body.argument(argumentName);
        if (argument != null) {
            target.put(field, value(argument));
        }
    }

    /** The pairs of a block or of an argument with braces; null when there is neither. */
    public JsonValue pairs(final Body body, final String name) {
        final Argument argument = body.argument(name);
        if (argument != null) {
            return value(argument);
        }
        if (body.blocks(name).isEmpty()) {
            return JsonNull.NULL;
        }
        final JsonObject pairs = new JsonObject();
        for (final Block block : body.blocks(name)) {
            for (final Argument pair : block.body().arguments()) {
                pairs.put(pair.name(), value(pair));
            }
        }
        return pairs;
    }

    /** The refusal of an argument that the specification does not have. */
    public static IllegalArgumentException unknown(final Argument argument) {
        return refusal(Diagnostic.error(
                "Unsupported argument",
                "An argument named \"" + argument.name() + "\" is not expected here.",
                argument.nameRange()));
    }

    private JsonValue value(final Argument argument) {
        try {
            final HclValue value = evaluator.evaluate(argument.expression(), Scope.constants());
            return JsonValues.of(value, argument.expression().range());
        } catch (final EvaluationException e) {
            throw refusal(e.diagnostic());
        }
    }

    private static IllegalArgumentException refusal(final Diagnostic diagnostic) {
        return new IllegalArgumentException(diagnostic.toString());
    }
}
