package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.Map;

/**
 * A rule for the value of a variable.
 *
 * @param condition must be true
 * @param message what to say when it is not
 * @param range the header of the block
 */
record VariableValidation(Expression condition, String message, SourceRange range) {

    private static final String INVALID_RESULT = "Invalid variable validation result";

    void check(
            final String name,
            final Variable.Assignment assignment,
            final Evaluator evaluator,
            final Problems problems) {
        final Scope scope =
                Scope.of(Map.of("var", HclValue.object(Map.of(name, assignment.value()))), Scope.Unknown.ERROR);
        try {
            final HclValue result = evaluator.evaluate(condition, scope);
            if (result.isNull()) {
                problems.error(
                        INVALID_RESULT,
                        "Validation condition expression must return either true or false, not null.",
                        condition.range());
            } else if (!((HclValue.Bool) Conversion.convert(result, HclType.BOOL)).value()) {
                problems.error(
                        "Invalid value for " + assignment.origin() + " variable",
                        message + "\n\nThis was checked by the validation rule at " + range + ".",
                        assignment.range() == null ? range : assignment.range());
            }
        } catch (final EvaluationException failure) {
            problems.add(failure.diagnostic());
        } catch (final ConversionException mismatch) {
            problems.error(
                    INVALID_RESULT,
                    "Invalid validation condition result value: " + mismatch.getMessage() + ".",
                    condition.range());
        }
    }
}
